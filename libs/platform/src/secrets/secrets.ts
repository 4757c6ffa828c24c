import { type KeyRing } from '../identity/key-ring.js';

/** File names within the secrets folder, one per purpose, so that a process can be given only what it needs. */
export const SECRET_FILES = {
  originMac: 'origin-mac-keys.json',
  caseKey: 'case-key.json',
  reference: 'reference-key.json',
  storage: 'storage-key.json',
  pushKeys: 'push-keys.json',
} as const;

/** Keys and tokens. Each function reads its own file, and only when asked. */
export interface Secrets {
  originMacKeys(): KeyRing;
  /** Key of the case pseudonym. Losing it severs every case from its past. */
  caseKey(): Buffer;
  referenceKey(): Buffer;
  /** Key of the V-numbers at rest. */
  storageKey(): Buffer;
  /** Token with which the hub calls each recipient, by recipient name. */
  pushKeys(): ReadonlyMap<string, string>;
}
