import { createSecretKey } from 'node:crypto';
import { type Secrets } from '../secrets/secrets.js';
import { caseKeyOf } from './case-key.js';
import { type KeyRing } from './key-ring.js';
import { missionReference } from './mission-reference.js';
import { originMac, type OriginParts, type OriginProof, verifyOriginMac } from './origin-mac.js';

/** What deciding needs of the hub's secrets, as pure functions: no key travels further than the process's start. */
export interface CaseLogKeys {
  caseKeyOf(vNumber: string): string;
  verifyOrigin(mac: string | undefined, parts: OriginParts): OriginProof | null;
  /** For records that this process itself writes. */
  sign(parts: OriginParts): string;
  missionReference(caseKey: string, unit: string): string;
}

/** Reads the secrets once; prepared as key objects, which spares their schedule at every record. */
export function caseLogKeys(secrets: Pick<Secrets, 'caseKey' | 'referenceKey' | 'originMacKeys'>): CaseLogKeys {
  const caseKey = createSecretKey(secrets.caseKey());
  const referenceKey = createSecretKey(secrets.referenceKey());
  const { current, keys } = secrets.originMacKeys();
  const prepared = [...keys].map(([id, key]) => [id, key instanceof Uint8Array ? createSecretKey(key) : key] as const);
  const ring: KeyRing = { current, keys: new Map(prepared) };
  return {
    caseKeyOf: (vNumber) => caseKeyOf(vNumber, caseKey),
    verifyOrigin: (mac, parts) => verifyOriginMac(mac, parts, ring),
    sign: (parts) => originMac(parts, ring),
    missionReference: (key, unit) => missionReference(key, unit, referenceKey),
  };
}
