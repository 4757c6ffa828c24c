import avsc from 'avsc';
import type { Content } from '#lib/domain';
import type { RecordSchema } from '../avro/avro-schema.js';
import { compileReader } from '../avro/compile-reader.js';
import { FRAME_LENGTH, frame } from '../avro/confluent-frame.js';
import { compileConversion } from '../avro/convert.js';
import { compileWalk } from '../avro/walker.js';

/** Reads and writes the bytes of one schema. */
export interface Codec {
  /** Framed with the schema's id. Throws on content that does not fit; the message names no value. */
  encode(content: Content): Buffer;
  /** The content behind the frame; null when the bytes are not exactly one value of the schema. */
  decode(value: Uint8Array): Content | null;
}

export function compileCodec(schema: RecordSchema, schemaId: number): Codec {
  // avsc compiles classes from a schema: schemas come from this repository only, never from a message.
  const type = avsc.Type.forSchema(schema as unknown as avsc.Schema);
  const { toAvro } = compileConversion(schema);
  const walk = compileWalk(schema);
  const read = compileReader(schema);
  return {
    encode(content) {
      const prepared = toAvro(content);
      // avsc's own error carries the value; this one must not.
      if (!type.isValid(prepared)) throw new TypeError(`Encoding a ${schema.name}: content does not fit its schema.`);
      return frame(schemaId, type.toBuffer(prepared));
    },
    decode(value) {
      // Every count and length is checked before anything is made of what the bytes claim.
      if (walk(value, FRAME_LENGTH, value.length) !== value.length) return null;
      try {
        return read(Buffer.from(value.buffer, value.byteOffset, value.length), FRAME_LENGTH);
      } catch {
        // A date outside the calendar that the hub knows: poison, like any other bytes that mean nothing.
        return null;
      }
    },
  };
}
