import { createHmac } from 'node:crypto';
import { type MacKey } from './key-ring.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * What a mission knows of a case instead of the V-number (decisions 21): 16 base32 characters (RFC 4648), 80 bits.
 * Keyed with the reference key, because other agencies know the case key and must not be able to compute it.
 * `unit` is the country of the mission, ISO 3166-1 alpha-2.
 */
export function missionReference(caseKey: string, unit: string, referenceKey: MacKey): string {
  const bits = createHmac('sha256', referenceKey).update(`${caseKey}\n${unit}`, 'utf8').digest();
  let text = '';
  let held = 0;
  let size = 0;
  for (const byte of bits.subarray(0, 10)) {
    held = (held << 8) | byte;
    size += 8;
    while (size >= 5) {
      size -= 5;
      text += ALPHABET[(held >> size) & 31];
    }
    held &= (1 << size) - 1;
  }
  return text;
}
