import type { Contracts } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';
import type { EndpointDefinition } from '../definition/adapter-definition.js';
import type { ManifestEndpoint } from '../manifest/adapter-manifest.js';
import { ANSWER_SCHEMAS } from './answer-schemas.js';
import { componentRef } from './components.js';
import { documentSchema } from './document-schema.js';
import type { Json } from './json-document.js';
import { submittedEventSchema } from './submitted-event-schema.js';

export interface NativeMessages {
  /** By slug, for the channel of the agency's own topic. */
  readonly messages: Json;
  /** Schemas of their payloads, as components. */
  readonly schemas: Readonly<Record<string, Json>>;
}

/** What an agency may write to its own topic: the documents that its door takes. */
export function nativeMessages(
  contracts: Contracts,
  { format }: EndpointDefinition,
  { sends, controls }: ManifestEndpoint,
): NativeMessages {
  const messages: Record<string, Json> = {};
  const schemas: Record<string, Json> = {};
  for (const code of [...sends, ...controls] as (MessageCode | ControlCode)[]) {
    const contract = contracts.message(code);
    if (contract === null) continue;
    const described = format.describe(code, 'in', submittedEventSchema(contract, false));
    if (described !== null) schemas[`${contract.name}Event`] = described as Json;
    messages[contract.slug] = {
      name: contract.name,
      title: `${code} ${contract.name}`,
      contentType: format.mediaTypes[0],
      payload: described === null ? documentSchema(format, 'in') : componentRef(`${contract.name}Event`),
      bindings: {
        kafka: {
          key: { type: 'string', description: 'Keeps a case in order. Never a V-number or BSN.' },
          bindingVersion: '0.5.0',
        },
      },
    };
  }
  return { messages, schemas };
}

/** The answer to one record: what the door would have answered. */
export function nativeReceipt(): Json {
  const { SubmissionReceipt, Problem } = ANSWER_SCHEMAS as Readonly<Record<string, Json>>;
  const place = { type: 'integer', minimum: 0 };
  return {
    name: 'Answer',
    title: 'Answer to one record',
    contentType: 'application/json',
    payload: {
      type: 'object',
      required: ['record', 'status'],
      properties: {
        record: {
          type: 'object',
          required: ['id', 'partition', 'offset'],
          properties: {
            id: { type: ['string', 'null'], description: 'Of the event; null where none could be read.' },
            partition: place,
            offset: place,
          },
        },
        status: { type: 'integer', description: 'As of HTTP: 202, or that of the problem.' },
        receipt: SubmissionReceipt,
        problem: Problem,
      },
    },
  };
}
