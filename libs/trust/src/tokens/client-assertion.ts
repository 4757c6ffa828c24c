import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

/** How long an assertion counts, seconds; it is used once, at once. */
const LIFE_S = 60;

/**
 * What a client signs to prove at the identity server that it is itself (`private_key_jwt`, RFC 7523; NL GOV Assurance profile for OAuth 2.0).
 * `key`: its private key, PEM, ECDSA on P-256. `now`: milliseconds since 1970.
 */
export function clientAssertion(clientId: string, issuer: string, key: string, now: number): Promise<string> {
  const at = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt(at)
    .setExpirationTime(at + LIFE_S)
    .sign(createPrivateKey(key));
}
