import { createHash } from 'node:crypto';
import type { RecordSchema } from './avro-schema.js';

/** SHA-256, lower-case hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * The id under which a schema is framed and registered: a positive 31-bit number from SHA-256 of the self-contained schema.
 * It depends on nothing but the schema, so every instance and every environment gives the same; a collision is an error at load.
 */
export function schemaIdOf(schema: RecordSchema): number {
  const id = createHash('sha256').update(JSON.stringify(schema), 'utf8').digest().readUInt32BE(0) & 0x7fff_ffff;
  return id === 0 ? 1 : id;
}
