import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { type KeyRing, type MacKey } from './key-ring.js';

/** Of SHA-256, in bytes. */
const HASH_LENGTH = 32;

export const ORIGIN_MAC_HEADER = 'schakel-origin-mac';

/** What the MAC binds together (decisions 28): these CloudEvents attributes and the bytes of the record's value. */
export interface OriginParts {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly acceptedAt: string;
  readonly value: Uint8Array;
}

/** Value of the Kafka header `schakel-origin-mac`, `keyId:hex`: this adapter wrote this record for this sender. */
export function originMac(parts: OriginParts, ring: KeyRing): string {
  const key = ring.keys.get(ring.current);
  if (key === undefined) throw new Error('Signing the origin: the current key is not in the ring.');
  return `${ring.current}:${macOf(parts, key)}`;
}

/** False for a missing, malformed or wrong MAC and for an unknown key. Compares in constant time. */
export function verifyOriginMac(mac: string | undefined, parts: OriginParts, ring: KeyRing): boolean {
  const found = /^([A-Za-z0-9_-]{1,32}):([0-9a-f]{64})$/.exec(mac ?? '');
  const key = ring.keys.get(found?.[1] ?? '');
  if (found === null || key === undefined) return false;
  return timingSafeEqual(Buffer.from(macOf(parts, key), 'latin1'), Buffer.from(found[2] ?? '', 'latin1'));
}

// Each text is preceded by its length, so that no two different records give the same bytes.
function macOf(parts: OriginParts, key: MacKey): string {
  const texts = [parts.source, parts.id, parts.type, parts.acceptedAt];
  // In one piece: each further `update` costs as much as the hashing of these bytes.
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + 3 * text.length, HASH_LENGTH));
  let at = 0;
  for (const text of texts) {
    const length = bytes.write(text, at + 4, 'utf8');
    bytes.writeUInt32BE(length, at);
    at += 4 + length;
  }
  // As hex, for digests as bytes each get memory of their own outside the heap.
  at += bytes.write(hash('sha256', parts.value, 'hex'), at, 'hex');
  return createHmac('sha256', key).update(bytes.subarray(0, at)).digest('hex');
}
