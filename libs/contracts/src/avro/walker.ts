import { isUtf8 } from 'node:buffer';
import { isNullable, type AvroSchema, type LogicalSchema, type RecordSchema } from './avro-schema.js';
import { definedTypes } from './inline-types.js';
import { inRange } from './instant.js';
import { fullName, isReference, type NamedTypes } from './named-types.js';
import { readInt, skipVarint } from './varint.js';

/** Position after the value that starts at `position`, or -1 when the bytes are not one. Allocates nothing. */
export type Walk = (bytes: Uint8Array, position: number, end: number) => number;

/** More items than any message may have; a count above it is refused before anything is allocated. */
const MAX_ITEMS = 100_000;

/** 2^53 in zig-zag takes 8 bytes; what is beyond has lost its precision in a JavaScript number. */
const MAX_LONG_BYTES = 8;

/**
 * Compiles a schema to one walk per field, in schema order. A walk steps over one value and checks every count, length, index, boolean,
 * text, day and moment: what it passes can be read without any further check. Only the form that the hub's own encoder writes is taken:
 * shortest varints, arrays in one block. So equal content has equal bytes, and a hash of the bytes is a hash of the content.
 */
export function compileFieldWalks(schema: RecordSchema, types: NamedTypes = definedTypes(schema)): readonly Walk[] {
  return schema.fields.map((field) => walkOf(field.type, schema.namespace, types));
}

function walkOf(schema: AvroSchema, namespace: string | undefined, types: NamedTypes): Walk {
  if (isNullable(schema)) return walkNullable(walkOf(schema[1], namespace, types));
  if (isReference(schema)) {
    const name = fullName(schema, namespace);
    const type = types.get(name);
    if (type === undefined) throw new Error(`Compiling a schema: there is no type ${name}.`);
    return walkOf(type, name.slice(0, name.lastIndexOf('.')), types);
  }
  if (typeof schema !== 'string') {
    switch (schema.type) {
      case 'array':
        return walkArray(walkOf(schema.items, namespace, types));
      case 'enum':
        return walkIndex(schema.symbols.length);
      case 'record': {
        const walks = schema.fields.map((field) => walkOf(field.type, schema.namespace ?? namespace, types));
        return walkRecord(walks);
      }
      case 'int':
      case 'long':
        return walkLogical(schema);
    }
  }
  if (schema === 'string') return walkString;
  if (schema === 'boolean') return walkBoolean;
  if (schema === 'int') return walkInt;
  if (schema === 'long') return walkLong;
  throw new Error('Compiling a schema: type is not used here.');
}

function walkLogical({ type, logicalType }: LogicalSchema): Walk {
  if (logicalType === 'date') return walkDay;
  if (logicalType === 'timestamp-millis') return walkMoment;
  return type === 'int' ? walkInt : walkLong;
}

function walkNullable(walk: Walk): Walk {
  return (bytes, position, end) => {
    if (position >= end) return -1;
    const branch = bytes[position];
    if (branch === 0) return position + 1;
    return branch === 2 ? walk(bytes, position + 1, end) : -1;
  };
}

function walkRecord(walks: readonly Walk[]): Walk {
  return (bytes, position, end) => {
    let at = position;
    for (const walk of walks) {
      at = walk(bytes, at, end);
      if (at < 0) return -1;
    }
    return at;
  };
}

function walkArray(walk: Walk): Walk {
  return (bytes, position, end) => {
    const first = skipVarint(bytes, position, end, 4);
    if (first < 0) return -1;
    const count = readInt(bytes, position);
    if (count === 0) return first;
    // Every item takes at least one byte, so a count above what is left is a lie.
    if (count < 0 || count > MAX_ITEMS || count > end - first) return -1;
    let at = first;
    for (let index = 0; index < count; index++) {
      at = walk(bytes, at, end);
      if (at < 0) return -1;
    }
    return at < end && bytes[at] === 0 ? at + 1 : -1;
  };
}

function walkIndex(symbols: number): Walk {
  return (bytes, position, end) => {
    const next = skipVarint(bytes, position, end, 2);
    if (next < 0) return -1;
    const index = readInt(bytes, position);
    return index >= 0 && index < symbols ? next : -1;
  };
}

function walkBoolean(bytes: Uint8Array, position: number, end: number): number {
  return position < end && (bytes[position] as number) <= 1 ? position + 1 : -1;
}

function walkInt(bytes: Uint8Array, position: number, end: number): number {
  const next = skipVarint(bytes, position, end, 5);
  if (next < 0) return -1;
  return next - position === 5 && (bytes[next - 1] as number) > 0x0f ? -1 : next;
}

function walkLong(bytes: Uint8Array, position: number, end: number): number {
  const next = skipVarint(bytes, position, end, MAX_LONG_BYTES);
  return next < 0 || !Number.isSafeInteger(readInt(bytes, position)) ? -1 : next;
}

/** Outside the calendar that the hub knows a day is poison, like any other bytes that mean nothing. */
function walkDay(bytes: Uint8Array, position: number, end: number): number {
  const next = walkInt(bytes, position, end);
  return next < 0 || !inRange(readInt(bytes, position) * 86_400_000) ? -1 : next;
}

function walkMoment(bytes: Uint8Array, position: number, end: number): number {
  const next = skipVarint(bytes, position, end, MAX_LONG_BYTES);
  return next < 0 || !inRange(readInt(bytes, position)) ? -1 : next;
}

function walkString(bytes: Uint8Array, position: number, end: number): number {
  const start = skipVarint(bytes, position, end, 5);
  if (start < 0) return -1;
  const length = readInt(bytes, position);
  if (length < 0 || length > end - start) return -1;
  const stop = start + length;
  for (let at = start; at < stop; at++) {
    // Plain ASCII needs no look-up; the first other byte hands the whole text to the native check.
    if ((bytes[at] as number) >= 0x80) return isUtf8(bytes.subarray(start, stop)) ? stop : -1;
  }
  return stop;
}
