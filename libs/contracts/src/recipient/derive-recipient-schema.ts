import type { Endpoint, MessageCode } from '#lib/domain';
import {
  isNullable,
  type AvroSchema,
  type EnumSchema,
  type FieldSchema,
  type RecordSchema,
} from '../avro/avro-schema.js';
import { inlineTypes } from '../avro/inline-types.js';
import type { NamedTypes } from '../avro/named-types.js';
import { schemaIdOf } from '../avro/schema-id.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import type { FieldAccess } from './field-access.js';
import { maskOf, type Mask } from './masks.js';
import type { RecipientSchema } from './recipient-schema.js';
import { MASKABLE_LOCATION, PERSON, PERSON_WITHOUT_BIRTH_PLACE, withSymbol } from './recipient-types.js';

/** Identity messages, which may carry birth places (VM-6). */
const IDENTITY_MESSAGES: ReadonlySet<MessageCode> = new Set(['M22', 'M24', 'M45']);

/** Without these a delivery means nothing, so they are never nullable (decisions 14). */
const NEVER_NULL: ReadonlySet<string> = new Set(['vNumber', 'person']);

/**
 * The schema of what one endpoint may at most see: fields that no fact opens are absent, all others but V-number and person may be
 * null. Null when nothing is ever allowed. `types` are the common types and those of `recipientTypes`.
 */
export function deriveRecipientSchema(
  writer: WriterSchema,
  endpoint: Endpoint,
  access: FieldAccess,
  types: NamedTypes,
): RecipientSchema | null {
  const code = writer.message.code as MessageCode;
  const fields = writer.file.fields
    .filter((field) => access(code, endpoint, field.name) !== 'never')
    .map((field) => recipientField(field, code, access(code, endpoint, field.name) === 'always'));
  if (fields.length === 0) return null;
  const schema: RecordSchema = {
    type: 'record',
    name: writer.file.name,
    namespace: `${writer.file.namespace ?? ''}.${endpoint.toLowerCase()}`,
    doc: `${writer.file.doc ?? ''}: what ${endpoint} may see`,
    code,
    fields,
  };
  const avro = inlineTypes(schema, types);
  return {
    code,
    endpoint,
    schemaId: schemaIdOf(avro),
    subject: `${endpoint.toLowerCase()}.${writer.message.slug}`,
    revision: writer.revision,
    avro,
    text: JSON.stringify(avro),
    fields: fields.map((field) => field.name),
  };
}

function recipientField(field: FieldSchema, code: MessageCode, always: boolean): FieldSchema {
  const value = recipientValue(field, code);
  const { default: _was, type: _had, ...rest } = field;
  if (NEVER_NULL.has(field.name) && always) return { ...rest, type: value };
  return { ...rest, type: ['null', value], default: null };
}

function recipientValue(field: FieldSchema, code: MessageCode): AvroSchema {
  const value: AvroSchema = isNullable(field.type) ? field.type[1] : field.type;
  if (value === PERSON) return IDENTITY_MESSAGES.has(code) ? PERSON : PERSON_WITHOUT_BIRTH_PLACE;
  const mask = maskOf(field.name, value);
  return mask === null ? value : maskable(value, mask);
}

function maskable(value: AvroSchema, mask: Mask): AvroSchema {
  if (mask.kind === 'location') return MASKABLE_LOCATION;
  const schema = value as EnumSchema;
  return schema.type === 'enum' ? withSymbol(schema, mask.symbol) : value;
}
