import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { TlsFetch } from '../tls/tls-fetch.js';
import type { Issuer } from './issuer.js';

/** An issuer's keys: fetched when first needed, kept for ten minutes, and asked for again on an unknown key id, at most every ten seconds. */
export function remoteKeys(issuer: Issuer, fetch: TlsFetch): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(issuer.jwksUri), {
    cooldownDuration: 10_000,
    cacheMaxAge: 600_000,
    timeoutDuration: 5_000,
    [customFetch]: (url, { headers, signal }) => fetch(url, { headers: Object.fromEntries(headers.entries()), signal }),
  });
}
