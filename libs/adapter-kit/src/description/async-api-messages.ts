import type { ContractCode, Contracts, RecipientSchema, RecordSchema } from '#lib/contracts';
import type { Json } from './json-document.js';

const TEXT = { type: 'string' };
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

/** A push: the closed list of attributes (decisions 28a), and of the content no field that the recipient may never see. */
export function pushedMessage(contracts: Contracts, schema: RecipientSchema): Json {
  const contract = contracts.message(schema.code);
  const known = new Map((contract?.fields ?? []).map((field) => [field.name, field.class]));
  const fields = schema.fields.map((name) => [name, { description: `Field class ${known.get(name) ?? 'ID'}.` }]);
  return {
    ...titleOf(contracts, schema.code),
    contentType: 'application/cloudevents+json',
    headers: {
      type: 'object',
      required: ['authorization', 'schakel-sequence', 'schakel-previous-sequence', 'schakel-unit-sequence'],
      properties: {
        authorization: { type: 'string', description: 'Bearer, and the key of the hub at this agency.' },
        'schakel-sequence': { type: 'string', description: 'Number within recipient and case: 1, 2, 3, without gaps.' },
        'schakel-previous-sequence': { type: 'string', description: 'The number before it; 0 for the first.' },
        'schakel-unit-sequence': { type: 'string', description: 'Number within the recipient, over all cases.' },
      },
    },
    payload: {
      type: 'object',
      required: ['specversion', 'id', 'source', 'type', 'time', 'dataschema', 'subject', 'datacontenttype', 'data'],
      additionalProperties: false,
      properties: {
        specversion: { const: '1.0' },
        id: { type: 'string', description: 'Id of the delivery, the same at every attempt.' },
        source: TEXT,
        type: { const: contract?.type },
        time: { type: 'string', format: 'date-time' },
        dataschema: {
          type: 'string',
          pattern: '^urn:schakel:schema:[0-9]+$',
          description: `Today urn:schakel:schema:${schema.schemaId}.`,
        },
        subject: { type: 'string', description: 'Pseudonym of the case; towards a mission its reference.' },
        purpose: TEXT,
        legalbasis: TEXT,
        urgency: TEXT,
        caseref: TEXT,
        traceparent: TEXT,
        datacontenttype: { const: 'application/json' },
        data: {
          type: 'object',
          description: `What the rules let through, of the fields of Avro schema ${schema.subject}.`,
          additionalProperties: false,
          properties: Object.fromEntries(fields) as Json,
        },
      },
    },
  };
}

function titleOf(contracts: Contracts, code: ContractCode): Json {
  const contract = contracts.message(code);
  return { name: contract?.name, title: `${code} ${contract?.name ?? ''}`.trim() };
}
