import type { ContractCode, Contracts, MessageContract } from '#lib/contracts';
import type { Adapter } from '../definition/adapter.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import { ATTRIBUTE_FORMS } from '../inbound/event-attributes.js';
import { componentRef, contentSchemas } from './content-schemas.js';
import type { Json } from './json-document.js';

/** Schema `Event`: what this door takes, one alternative per message that its endpoints may send, told apart by `type`. */
export function eventSchemas(adapter: Adapter, contracts: Contracts): Json {
  const messages = sentBy(adapter).flatMap((code) => contracts.message(code) ?? []);
  const spoken = adapter.definition.endpoints.every(({ format }) => format.name === canonicalJson.name);
  const mission = adapter.definition.endpoints.some(({ endpoint }) => endpoint === 'EMB');
  const contents = spoken
    ? contentSchemas(
        contracts,
        messages.map(({ code }) => code),
      )
    : {};
  return {
    EventAttributes: attributes(),
    Event: messages.length === 0 ? componentRef('EventAttributes') : choice(messages),
    ...Object.fromEntries(messages.map((message) => [`${message.name}Event`, eventOf(message, spoken)])),
    ...(mission ? byReference(contents) : contents),
  };
}

/** Codes of all that the adapter's endpoints may send, each once. */
export function sentBy(adapter: Adapter): readonly ContractCode[] {
  return [...new Set(adapter.manifest.endpoints.flatMap(({ sends, controls }) => [...sends, ...controls]))];
}

function attributes(): Json {
  const properties = Object.entries(ATTRIBUTE_FORMS).map(([name, { pattern, expected }]) => [
    name,
    { type: 'string', description: expected, pattern: pattern.source },
  ]);
  return {
    type: 'object',
    description: 'Context attributes of CloudEvents 1.0 (NL GOV profile) and of the exchange.',
    required: [...Object.entries(ATTRIBUTE_FORMS).flatMap(([name, form]) => (form.required ? [name] : [])), 'data'],
    properties: {
      ...Object.fromEntries(properties),
      time: { type: 'string', format: 'date-time', description: 'Moment of the fact.' },
      data: { type: 'object', description: 'Content of the message.' },
    },
  };
}

function choice(messages: readonly MessageContract[]): Json {
  return {
    oneOf: messages.map(({ name }) => componentRef(`${name}Event`)),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(messages.map(({ type, name }) => [type, `#/components/schemas/${name}Event`])),
    },
  };
}

function eventOf({ code, name, type, definition }: MessageContract, spoken: boolean): Json {
  const ground = definition === null ? {} : { purpose: { enum: definition.purposes } };
  return {
    title: `${code} ${name}`,
    ...(definition === null ? {} : { description: definition.dutchName }),
    type: 'object',
    allOf: [componentRef('EventAttributes')],
    // HD8: without purpose and ground nothing is exchanged. Control messages go to nobody and need neither.
    required: definition === null ? ['data'] : ['purpose', 'legalbasis', 'data'],
    properties: { type: { const: type }, ...ground, ...(spoken ? { data: componentRef(name) } : {}) },
    unevaluatedProperties: false,
  };
}

/** A mission never writes a V-number: the reference that it was given stands in `caseNumber` (decisions 21). */
function byReference(contents: Json): Json {
  const { LaissezPasserOutcome: outcome, ...rest } = contents as Readonly<Record<string, Json | undefined>>;
  if (outcome === undefined) return contents;
  const { vNumber: _never, ...properties } = outcome.properties as Json;
  const required = (outcome.required as readonly string[]).filter((name) => name !== 'vNumber');
  const caseNumber = { type: 'string', pattern: '^[A-Z2-7]{16}$', description: 'Reference of the case.' };
  return {
    ...rest,
    LaissezPasserOutcome: {
      ...outcome,
      required: [...required, 'caseNumber'],
      properties: { ...properties, caseNumber },
    },
  };
}
