import { isNullable, type AvroSchema, type EnumSchema, type RecordSchema } from '../avro/avro-schema.js';
import { definedTypes } from '../avro/inline-types.js';
import type { NamedTypes } from '../avro/named-types.js';
import { writeCount } from '../avro/varint.js';
import { compileFieldWalks, type Walk } from '../avro/walker.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import { maskOf, type Mask } from './masks.js';
import type { RecipientSchema } from './recipient-schema.js';
import { BIRTH_PLACE, PERSON, PERSON_WITHOUT_BIRTH_PLACE } from './recipient-types.js';

/** How one field of the recipient's record comes from the writer's bytes. */
export interface PlannedField {
  readonly name: string;
  /** Index among the writer's fields. */
  readonly source: number;
  /** The writer's field always has a value, the recipient's may be null: the branch byte is added. */
  readonly wrap: boolean;
  readonly removable: boolean;
  /** Bytes of the masked value, without branch byte; null when no mask touches the field. */
  readonly masked: Buffer | null;
  readonly mask: Mask | null;
  /** Walks over the person's fields before the birth place, and over the birth place; null when nothing is cut out. */
  readonly cut: { readonly before: readonly Walk[]; readonly out: Walk } | null;
  /** The mission's reference stands here instead of the case number. */
  readonly reference: boolean;
}

export interface ProjectionPlan {
  readonly writer: WriterSchema;
  readonly recipient: RecipientSchema;
  readonly fields: readonly PlannedField[];
  /** The recipient's schema is of a later revision than the record's: bytes of the one need not be bytes of the other. */
  readonly upgrades: boolean;
}

/** `upgrades`: fields of the recipient that the writer does not know are left out. */
export function planProjection(writer: WriterSchema, recipient: RecipientSchema, upgrades = false): ProjectionPlan {
  const sources = new Map(writer.file.fields.map((field, index) => [field.name, index]));
  const writerTypes = definedTypes(writer.avro);
  const recipientTypes = definedTypes(recipient.avro);
  const known = recipient.avro.fields.filter(({ name }) => !upgrades || sources.has(name));
  const fields = known.map((field): PlannedField => {
    const source = sources.get(field.name) ?? -1;
    const written = writer.file.fields[source];
    if (written === undefined) throw new Error(`Planning a projection: ${writer.message.slug} has no ${field.name}.`);
    const nullable = isNullable(field.type);
    const value = isNullable(written.type) ? written.type[1] : written.type;
    const mask = maskOf(field.name, value);
    const target = isNullable(field.type) ? field.type[1] : field.type;
    return {
      name: field.name,
      source,
      wrap: nullable && !isNullable(written.type),
      removable: nullable,
      mask,
      masked: mask === null ? null : maskBytes(mask, resolved(target, recipientTypes)),
      cut: value === PERSON && isCutPerson(target) ? cutOfPerson(writerTypes) : null,
      reference: recipient.endpoint === 'EMB' && field.name === 'caseNumber',
    };
  });
  return { writer, recipient, fields, upgrades };
}

function isCutPerson(target: AvroSchema): boolean {
  if (typeof target === 'string') return target === PERSON_WITHOUT_BIRTH_PLACE;
  return !isNullable(target) && target.type === 'record' && target.name === 'PersonWithoutBirthPlace';
}

function cutOfPerson(types: NamedTypes): PlannedField['cut'] {
  const person = types.get(PERSON) as RecordSchema;
  const walks = compileFieldWalks(person, types);
  const index = person.fields.findIndex((field) => field.name === BIRTH_PLACE);
  return { before: walks.slice(0, index), out: walks[index] as Walk };
}

function resolved(schema: AvroSchema, types: NamedTypes): AvroSchema {
  return typeof schema === 'string' ? (types.get(schema) ?? schema) : schema;
}

function maskBytes(mask: Mask, schema: AvroSchema): Buffer {
  if (mask.kind === 'symbol') return symbolBytes(schema, mask.symbol);
  const kind = (schema as RecordSchema).fields.find((field) => field.name === 'kind');
  return Buffer.concat([symbolBytes(kind?.type as AvroSchema, mask.symbol), textBytes(mask.symbol), Buffer.of(0)]);
}

function symbolBytes(schema: AvroSchema, symbol: string): Buffer {
  if (schema === 'string') return textBytes(symbol);
  const index = (schema as EnumSchema).symbols.indexOf(symbol);
  if (index < 0) throw new Error(`Planning a projection: the recipient schema lacks the symbol ${symbol}.`);
  return writeCount(index);
}

export function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([writeCount(bytes.length), bytes]);
}
