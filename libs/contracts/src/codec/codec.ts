import avsc from 'avsc';
import type { Content } from '#lib/domain';
import type { RecordSchema } from '../avro/avro-schema.js';
import { compileFieldReaders, compileReader } from '../avro/compile-reader.js';
import { FRAME_LENGTH, frame } from '../avro/confluent-frame.js';
import { compileConversion } from '../avro/convert.js';
import { compileFieldWalks } from '../avro/walker.js';
import { compileContentView } from './content-view.js';
import type { FieldOffsets } from './field-offsets.js';

/** Reads and writes the bytes of one schema. */
export interface Codec {
  /** Framed with the schema's id. Throws on content that does not fit; the message names no value. */
  encode(content: Content): Buffer;
  /** The content behind the frame; null when the bytes are not exactly one value of the schema. */
  decode(value: Uint8Array): Content | null;
  /** The one test of all bytes: null exactly when `decode` gives null. */
  index(value: Uint8Array): FieldOffsets | null;
  /** The content of an indexed value, each field decoded when it is first read. */
  view(value: Uint8Array, offsets: FieldOffsets): Content;
}

export function compileCodec(schema: RecordSchema, schemaId: number): Codec {
  // avsc compiles classes from a schema: schemas come from this repository only, never from a message.
  const type = avsc.Type.forSchema(schema as unknown as avsc.Schema);
  const { toAvro } = compileConversion(schema);
  const walks = compileFieldWalks(schema);
  const read = compileReader(schema);
  const names = schema.fields.map(({ name }) => name);
  const view = compileContentView(names, compileFieldReaders(schema), read);
  return {
    encode(content) {
      const prepared = toAvro(content);
      // avsc's own error carries the value; this one must not.
      if (!type.isValid(prepared)) throw new TypeError(`Encoding a ${schema.name}: content does not fit its schema.`);
      return frame(schemaId, type.toBuffer(prepared));
    },
    decode(value) {
      // Every count and length is checked before anything is made of what the bytes claim.
      return index(value) === null ? null : read(bufferOf(value), FRAME_LENGTH);
    },
    index,
    view: (value, offsets) => view(bufferOf(value), offsets),
  };

  function index(value: Uint8Array): FieldOffsets | null {
    const { length } = value;
    const offsets: number[] = [];
    let at = FRAME_LENGTH;
    for (const walk of walks) {
      offsets.push(at);
      at = walk(value, at, length);
      if (at < 0) return null;
    }
    offsets.push(at);
    return at === length ? offsets : null;
  }
}

function bufferOf(value: Uint8Array): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.length);
}
