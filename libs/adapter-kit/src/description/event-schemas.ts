import type { ContractCode, Contracts, MessageContract } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';
import type { Adapter } from '../definition/adapter.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { componentRef, components } from './components.js';
import type { Json } from './json-document.js';
import { submittedEventSchema } from './submitted-event-schema.js';

/**
 * What this door takes, one schema `<Message>Event` per message that its endpoints may send, in the words of their own formats, and `Event`, the
 * choice among them. A format that is described elsewhere (an XSD) has none here.
 */
export function eventSchemas(adapter: Adapter, contracts: Contracts): Json {
  const described = describedMessages(adapter, contracts);
  const choice =
    described.length === 0
      ? { description: 'This door takes no messages in JSON.', not: {} }
      : {
          oneOf: described.map(({ contract }) => componentRef(`${contract.name}Event`)),
          ...discriminatorOf(described),
        };
  const events = Object.fromEntries(described.map(({ contract, schema }) => [`${contract.name}Event`, schema]));
  return { Event: choice, ...components(events) };
}

/** Codes of all that the adapter's endpoints may send, each once. */
export function sentBy(adapter: Adapter): readonly ContractCode[] {
  return [...new Set(adapter.manifest.endpoints.flatMap(({ sends, controls }) => [...sends, ...controls]))];
}

interface Described {
  readonly contract: MessageContract;
  readonly format: AgencyFormat;
  readonly schema: Json;
}

function describedMessages(adapter: Adapter, contracts: Contracts): readonly Described[] {
  const found = new Map<ContractCode, Described>();
  for (const { endpoint, format } of adapter.definition.endpoints) {
    const may = adapter.manifest.endpoints.find((one) => one.endpoint === endpoint);
    for (const code of [...(may?.sends ?? []), ...(may?.controls ?? [])] as (MessageCode | ControlCode)[]) {
      const contract = contracts.message(code);
      if (contract === null || found.has(code)) continue;
      const schema = format.describe(code, 'in', submittedEventSchema(contract, endpoint === 'EMB'));
      if (schema !== null) found.set(code, { contract, format, schema: schema as Json });
    }
  }
  return [...found.values()];
}

/** Only where every alternative says its type in one member at the top. */
function discriminatorOf(described: readonly Described[]): Json {
  const [pointer, ...others] = new Set(described.map(({ format }) => format.locate(null, '/type')));
  const member = /^\/([^/]+)$/.exec(pointer ?? '')?.[1];
  if (member === undefined || others.length > 0) return {};
  const mapping = new Map<string, string>();
  for (const { contract, schema } of described) {
    const value = ((schema.properties ?? {}) as Readonly<Record<string, Json>>)[member]?.const;
    if (typeof value !== 'string') return {};
    mapping.set(value, `#/components/schemas/${contract.name}Event`);
  }
  return { discriminator: { propertyName: member, mapping: Object.fromEntries(mapping) } };
}
