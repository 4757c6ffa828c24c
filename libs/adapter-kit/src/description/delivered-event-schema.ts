import type { Contracts, FieldSchema, JsonSchema, RecipientSchema } from '#lib/contracts';
import type { Json } from './json-document.js';

const TEXT = { type: 'string' };

/**
 * JSON Schema of a delivery: the closed list of attributes (decisions 28a), and of the content no field that the recipient may never see. Of what
 * it may see every field but the identity may be absent, and a mask may stand for the value. Self-contained.
 */
export function deliveredEventSchema(contracts: Contracts, schema: RecipientSchema): Json {
  const contract = contracts.message(schema.code);
  const { properties = {}, $defs = {} } = contract?.jsonSchema ?? {};
  const data = schema.avro.fields.map((field) => [field.name, visible(field, properties[field.name] ?? {}, $defs)]);
  const present = schema.avro.fields.filter(({ type }) => !Array.isArray(type)).map(({ name }) => name);
  return {
    title: `${schema.code} ${contract?.name ?? ''}`.trim(),
    ...(contract?.definition == null ? {} : { description: contract.definition.dutchName }),
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
        required: present,
        additionalProperties: false,
        properties: Object.fromEntries(data) as Json,
      },
    },
    $defs,
  };
}

/**
 * The canonical schema of a field, as this recipient may get it. Where the recipient's Avro schema differs from the canonical one, in an object
 * without some member or in a code that only a mask writes, the Avro schema is right.
 */
function visible({ type }: FieldSchema, schema: JsonSchema, $defs: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const avro = (Array.isArray(type) ? type[1] : type) as AvroPart;
  const name = schema.$ref?.replace('#/$defs/', '');
  const definition = name === undefined ? undefined : $defs[name];
  if (schema.enum !== undefined) return { ...schema, enum: withMask(schema.enum, avro) };
  if (definition?.type !== 'object' || avro.fields === undefined) return schema;
  const members = new Map(avro.fields.map((member) => [member.name, member]));
  const properties = Object.entries(definition.properties ?? {})
    .filter(([member]) => members.has(member))
    .map(([member, one]): [string, JsonSchema] => [member, visible(members.get(member)!, one, $defs)]);
  const seen = { ...definition, properties: Object.fromEntries(properties) };
  if (JSON.stringify(seen) === JSON.stringify(definition)) return schema;
  const { $ref: _whole, ...own } = schema;
  return { ...seen, ...own };
}

interface AvroPart {
  readonly symbols?: readonly string[];
  readonly fields?: readonly FieldSchema[];
}

const MASKS = ['OVERIG', 'ELDERS'];

function withMask(codes: readonly string[], { symbols = [] }: AvroPart): readonly string[] {
  return [...codes, ...MASKS.filter((mask) => symbols.includes(mask) && !codes.includes(mask))];
}
