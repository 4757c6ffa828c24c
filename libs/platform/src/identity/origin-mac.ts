import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { type KeyRing, type MacKey } from './key-ring.js';

/** Of SHA-256, in bytes. */
const HASH_LENGTH = 32;
const BOUND = /^ce_/;
const FORM = /^(?:(2):)?([A-Za-z0-9_-]{1,32}):([0-9a-f]{64})$/;

export const ORIGIN_MAC_HEADER = 'schakel-origin-mac';

/** What the MAC binds together (ADR 0011): every CloudEvents attribute of the record (`ce_*`) and the bytes of its value. */
export interface OriginParts {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

/** `partial`: made by an earlier release, over source, id, type, acceptedat and value only. */
export type OriginProof = 'whole' | 'partial';

/** Value of the Kafka header `schakel-origin-mac`, `2:keyId:hex`: a door of this hub wrote this record, with just these attributes. */
export function originMac(parts: OriginParts, ring: KeyRing): string {
  const key = ring.keys.get(ring.current);
  if (key === undefined) throw new Error('Signing the origin: the current key is not in the ring.');
  return `2:${ring.current}:${macOf(wholeTexts(parts), parts.value, key)}`;
}

/** null for a missing, malformed or wrong MAC and for an unknown key. Compares in constant time. */
export function verifyOriginMac(mac: string | undefined, parts: OriginParts, ring: KeyRing): OriginProof | null {
  const found = FORM.exec(mac ?? '');
  const key = ring.keys.get(found?.[2] ?? '');
  if (found === null || key === undefined) return null;
  const proof = found[1] === undefined ? 'partial' : 'whole';
  const texts = proof === 'whole' ? wholeTexts(parts) : partialTexts(parts);
  const expected = Buffer.from(macOf(texts, parts.value, key), 'latin1');
  return timingSafeEqual(expected, Buffer.from(found[3] ?? '', 'latin1')) ? proof : null;
}

/** Names and values by name, preceded by their count: a header added, dropped or altered gives other bytes. */
function wholeTexts({ headers }: OriginParts): string[] {
  const names = Object.keys(headers)
    .filter((name) => BOUND.test(name))
    .sort();
  const texts = [`2/${names.length}`];
  for (const name of names) texts.push(name, headers[name] ?? '');
  return texts;
}

function partialTexts({ headers }: OriginParts): string[] {
  return ['ce_source', 'ce_id', 'ce_type', 'ce_acceptedat'].map((name) => headers[name] ?? '');
}

// Each text is preceded by its length, so that no two different records give the same bytes.
function macOf(texts: readonly string[], value: Uint8Array, key: MacKey): string {
  // In one piece: each further `update` costs as much as the hashing of these bytes.
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + 3 * text.length, HASH_LENGTH));
  let at = 0;
  for (const text of texts) {
    const length = bytes.write(text, at + 4, 'utf8');
    bytes.writeUInt32BE(length, at);
    at += 4 + length;
  }
  // By way of hex, for digests as bytes each get memory of their own outside the heap.
  at += bytes.write(hash('sha256', value, 'hex'), at, 'hex');
  return createHmac('sha256', key).update(bytes.subarray(0, at)).digest('hex');
}
