import { FRAME_LENGTH } from '../avro/confluent-frame.js';
import { compileFieldWalks, type Walk } from '../avro/walker.js';
import type { WriterSchema } from '../codec/writer-schema.js';

/** Where each field of a framed value begins; the last entry is the end. */
export type FieldOffsets = Int32Array;

/**
 * Finds the fields of a value without decoding them. One value goes to several recipients in a row, so the last answer is kept.
 * Throws when the bytes are not one value of the schema: only what `decode` took may be projected.
 */
export function fieldIndexer(writer: WriterSchema): (value: Uint8Array) => FieldOffsets {
  let walks: readonly Walk[] | null = null;
  let lastValue: Uint8Array | null = null;
  let lastOffsets: FieldOffsets = new Int32Array(0);
  return (value) => {
    if (value === lastValue) return lastOffsets;
    walks ??= compileFieldWalks(writer.avro);
    const offsets = new Int32Array(walks.length + 1);
    let at = FRAME_LENGTH;
    for (let index = 0; index < walks.length; index++) {
      offsets[index] = at;
      at = (walks[index] as Walk)(value, at, value.length);
      if (at < 0) break;
    }
    if (at !== value.length) throw new Error(`Projecting a ${writer.message.slug}: the bytes are not one value.`);
    offsets[walks.length] = at;
    lastValue = value;
    lastOffsets = offsets;
    return offsets;
  };
}
