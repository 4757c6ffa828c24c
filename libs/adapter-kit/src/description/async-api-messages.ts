import type { ContractCode, Contracts, RecordSchema } from '#lib/contracts';
import type { TransportKind } from '../manifest/adapter-manifest.js';
import type { Json } from './json-document.js';

const AVRO = 'application/vnd.apache.avro+json;version=1.9.0';

/** A record of a topic: Confluent framing, schema id in the payload. The key is the case's pseudonym and says nothing else. */
export function avroMessage(contracts: Contracts, code: ContractCode, schema: RecordSchema): Json {
  return {
    ...titleOf(contracts, code),
    contentType: 'application/avro',
    payload: { schemaFormat: AVRO, schema },
    bindings: {
      kafka: {
        key: { type: 'string', description: 'Pseudonym of the case.' },
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        bindingVersion: '0.5.0',
      },
    },
  };
}

/** What a recipient gets, in its own format; `payload` says where its schema stands. Numbers stand in a push's headers, or beside what is fetched. */
export function deliveredMessage(
  contracts: Contracts,
  code: ContractCode,
  contentType: string,
  payload: Json,
  example: unknown,
  way: TransportKind,
): Json {
  return {
    ...titleOf(contracts, code),
    contentType,
    ...(way === 'push' ? { headers: PUSH_HEADERS } : {}),
    payload,
    ...(example === null ? {} : { examples: [{ payload: example }] }),
  };
}

const PUSH_HEADERS: Json = {
  type: 'object',
  required: ['authorization', 'schakel-sequence', 'schakel-previous-sequence', 'schakel-unit-sequence'],
  properties: {
    authorization: {
      type: 'string',
      description: 'Bearer, and the key of the hub at this agency; beside it the hub shows its client certificate.',
    },
    'schakel-sequence': { type: 'string', description: 'Number within recipient and case: 1, 2, 3, without gaps.' },
    'schakel-previous-sequence': { type: 'string', description: 'The number before it; 0 for the first.' },
    'schakel-unit-sequence': { type: 'string', description: 'Number within the recipient, over all cases.' },
  },
};

function titleOf(contracts: Contracts, code: ContractCode): Json {
  const contract = contracts.message(code);
  return { name: contract?.name, title: `${code} ${contract?.name ?? ''}`.trim() };
}
