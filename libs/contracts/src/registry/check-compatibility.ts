import {
  isNullable,
  type AvroSchema,
  type EnumSchema,
  type FieldSchema,
  type RecordSchema,
} from '../avro/avro-schema.js';
import { definedTypes } from '../avro/inline-types.js';
import { fullName, isReference, type NamedTypes } from '../avro/named-types.js';

/**
 * Why a reader can't read what a writer wrote; empty when it can. Rules of schema resolution in the Avro specification, narrowed: no
 * promotion between number types and no aliases, since no schema here needs them. Both schemas self-contained.
 */
export function unreadable(reader: RecordSchema, writer: RecordSchema): readonly string[] {
  const messages: string[] = [];
  const sides: Sides = { reader: definedTypes(reader), writer: definedTypes(writer), messages };
  compare(reader, writer, '', sides);
  return messages;
}

/** FULL: each reads the other. What a hub needs whose partners upgrade when they like and whose old records are replayed. */
export function incompatibilities(one: RecordSchema, other: RecordSchema): readonly string[] {
  return [...unreadable(one, other), ...unreadable(other, one)];
}

interface Sides {
  readonly reader: NamedTypes;
  readonly writer: NamedTypes;
  readonly messages: string[];
}

function compare(reader: AvroSchema, writer: AvroSchema, at: string, sides: Sides): void {
  if (isNullable(reader)) return compare(reader[1], isNullable(writer) ? writer[1] : writer, at, sides);
  if (isNullable(writer)) return void sides.messages.push(`MISSING_UNION_BRANCH at ${at}`);
  const read = named(reader, sides.reader);
  const written = named(writer, sides.writer);
  if (typeof read === 'string' || typeof written === 'string') {
    if (kindOf(read) !== kindOf(written)) sides.messages.push(`TYPE_MISMATCH at ${at}`);
    return;
  }
  if (isNullable(read) || isNullable(written) || kindOf(read) !== kindOf(written)) {
    return void sides.messages.push(`TYPE_MISMATCH at ${at}`);
  }
  if (read.type === 'array' && written.type === 'array')
    return compare(read.items, written.items, `${at}/items`, sides);
  if (read.type === 'enum' && written.type === 'enum') return compareEnums(read, written, at, sides);
  if (read.type === 'record' && written.type === 'record') compareRecords(read, written, at, sides);
}

function compareEnums(reader: EnumSchema, writer: EnumSchema, at: string, sides: Sides): void {
  if (reader.name !== writer.name) sides.messages.push(`NAME_MISMATCH at ${at}`);
  const missing = writer.symbols.some((symbol) => !reader.symbols.includes(symbol));
  if (missing) sides.messages.push(`MISSING_ENUM_SYMBOLS at ${at}/symbols`);
}

function compareRecords(reader: RecordSchema, writer: RecordSchema, at: string, sides: Sides): void {
  if (reader.name !== writer.name) sides.messages.push(`NAME_MISMATCH at ${at}`);
  const written = new Map(writer.fields.map((field): [string, FieldSchema] => [field.name, field]));
  reader.fields.forEach((field, index) => {
    const other = written.get(field.name);
    const place = `${at}/fields/${index}`;
    if (other !== undefined) compare(field.type, other.type, `${place}/type`, sides);
    else if (field.default === undefined) sides.messages.push(`READER_FIELD_MISSING_DEFAULT_VALUE at ${place}`);
  });
}

function named(schema: AvroSchema, types: NamedTypes): AvroSchema {
  if (!isReference(schema)) return schema;
  const found = types.get(schema) ?? [...types].find(([name]) => name === fullName(schema, undefined))?.[1];
  return found ?? schema;
}

/** Logical types must agree too: a day is no count. */
function kindOf(schema: AvroSchema): string {
  if (typeof schema === 'string') return schema;
  if (isNullable(schema)) return 'union';
  return 'logicalType' in schema ? `${schema.type}:${schema.logicalType}` : schema.type;
}
