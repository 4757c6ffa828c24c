import { parseJson } from '#lib/platform';

/** A body as it came (a Buffer, or nothing) → JSON value; undefined for none. Bodies stay bytes here because an agency's own document may be no JSON. */
export function jsonOf(body: unknown): unknown {
  return Buffer.isBuffer(body) && body.length > 0 ? parseJson(body) : undefined;
}
