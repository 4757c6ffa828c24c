import type { WriterSchema } from './writer-schema.js';
import type { FieldOffsets } from './field-offsets.js';

/**
 * The fields of the value that was looked at last: one value is decoded and then copied from for several recipients in a row, and its bytes
 * are tested once. One value is kept, so that memory stays bounded.
 */
export function lastIndex(): (writer: WriterSchema, value: Uint8Array) => FieldOffsets | null {
  let lastWriter: WriterSchema | null = null;
  let lastValue: Uint8Array | null = null;
  let lastOffsets: FieldOffsets | null = null;
  return (writer, value) => {
    if (value === lastValue && writer === lastWriter) return lastOffsets;
    lastOffsets = writer.codec.index(value);
    lastWriter = writer;
    lastValue = value;
    return lastOffsets;
  };
}
