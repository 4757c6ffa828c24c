import { caseKeyOf, missionReference, verifyOriginMac, type Secrets } from '#lib/platform';
import type { HubKeys } from '#lib/routing';

/** The hub's secrets, read once, as the pure functions that deciding again needs. */
export function hubKeys(secrets: Secrets): HubKeys {
  const caseKey = secrets.caseKey();
  const referenceKey = secrets.referenceKey();
  const ring = secrets.originMacKeys();
  return {
    caseKeyOf: (vNumber) => caseKeyOf(vNumber, caseKey),
    verifyOrigin: (mac, claim) => verifyOriginMac(mac, claim, ring),
    missionReference: (key, unit) => missionReference(key, unit, referenceKey),
  };
}
