import { createHmac } from 'node:crypto';
import { type MacKey } from './key-ring.js';

/** Pseudonym of a case: HMAC-SHA256 of the V-number, 64 hex digits. Keyed per environment, so that no list of V-numbers can be tried on it. */
export function caseKeyOf(vNumber: string, key: MacKey): string {
  return createHmac('sha256', key).update(vNumber, 'utf8').digest('hex');
}
