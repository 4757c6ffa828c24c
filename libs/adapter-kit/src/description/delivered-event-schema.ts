import type { Contracts, RecipientSchema } from '#lib/contracts';
import type { Json } from './json-document.js';

const TEXT = { type: 'string' };

/** JSON Schema of a delivery: the closed list of attributes (decisions 28a), and of the content no field that the recipient may never see. */
export function deliveredEventSchema(contracts: Contracts, schema: RecipientSchema): Json {
  const contract = contracts.message(schema.code);
  const known = new Map((contract?.fields ?? []).map((field) => [field.name, field.class]));
  const fields = schema.fields.map((name) => [name, { description: `Field class ${known.get(name) ?? 'ID'}.` }]);
  return {
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
  };
}
