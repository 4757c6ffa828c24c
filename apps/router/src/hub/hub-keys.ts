import { createSecretKey } from 'node:crypto';
import { caseKeyOf, missionReference, verifyOriginMac, type KeyRing, type Secrets } from '#lib/platform';
import type { HubKeys } from '#lib/routing';

/** The router's secrets, read once, as the pure functions that routing needs. */
export function hubKeys(secrets: Secrets): HubKeys {
  const caseKey = createSecretKey(secrets.caseKey());
  const referenceKey = createSecretKey(secrets.referenceKey());
  const { current, keys } = secrets.originMacKeys();
  const prepared = [...keys].map(([id, key]) => [id, key instanceof Uint8Array ? createSecretKey(key) : key] as const);
  const ring: KeyRing = { current, keys: new Map(prepared) };
  return {
    caseKeyOf: (vNumber) => caseKeyOf(vNumber, caseKey),
    verifyOrigin: (mac, claim) => verifyOriginMac(mac, claim, ring),
    missionReference: (key, unit) => missionReference(key, unit, referenceKey),
  };
}
