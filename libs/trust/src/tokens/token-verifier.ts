import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { TlsFetch } from '../tls/tls-fetch.js';
import { adapterAudience } from './adapter-audience.js';
import type { Issuer } from './issuer.js';
import { isOfToken } from './is-of-token.js';
import { remoteKeys } from './remote-keys.js';
import type { TokenClaims } from './token-claims.js';
import { ASYMMETRIC, TOLERANCE_S } from './token-rules.js';

/** Longer than this no token may live, whatever its issuer says, seconds: a client that was taken away must stop counting. */
const LONGEST_LIFE_S = 600;
/** A client shows the same token at each request for minutes; so many are remembered at once. */
const MOST_REMEMBERED = 10_000;
const TOKEN = /^[A-Za-z0-9_-]{1,2048}\.[A-Za-z0-9_-]{1,8192}\.[A-Za-z0-9_-]{1,2048}$/;

/** Verifies access tokens: JWTs (RFC 9068) of one issuer, for one audience, bound to the caller's certificate (RFC 8705). */
export class TokenVerifier {
  /** Verified before; the signature of the same token does not change. What ends a token is looked at each time. */
  private readonly known = new LRUCache<string, TokenClaims>({ max: MOST_REMEMBERED });

  constructor(
    private readonly issuer: string,
    private readonly keys: JWTVerifyGetKey,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  static remote(issuer: Issuer, fetch: TlsFetch, now: () => number): TokenVerifier {
    return new TokenVerifier(issuer.url, remoteKeys(issuer, fetch), now);
  }

  /**
   * null for a token that is not good, for whatever reason. Rejects when the keys can't be fetched: then nothing is known of the token.
   * `thumbprint`: of the certificate that the caller showed on this very connection.
   */
  async verify(token: string, adapter: string, thumbprint: string): Promise<TokenClaims | null> {
    if (!TOKEN.test(token)) return null;
    const key = `${adapter} ${thumbprint} ${token}`;
    const known = this.known.get(key);
    if (known !== undefined) return known.expiresAt + TOLERANCE_S * 1000 > this.now() ? known : null;
    const claims = await this.examine(token, adapter, thumbprint);
    if (claims !== null) this.known.set(key, claims);
    return claims;
  }

  private async examine(token: string, adapter: string, thumbprint: string): Promise<TokenClaims | null> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: [...ASYMMETRIC],
        issuer: this.issuer,
        audience: adapterAudience(adapter),
        typ: 'at+jwt',
        requiredClaims: ['iss', 'aud', 'sub', 'exp', 'iat', 'cnf'],
        clockTolerance: TOLERANCE_S,
        currentDate: new Date(this.now()),
      });
      const { sub, iat = 0, exp = 0, cnf, scope } = payload;
      const bound = (cnf as { readonly 'x5t#S256'?: unknown } | null)?.['x5t#S256'];
      if (sub === undefined || bound !== thumbprint || Array.isArray(payload.aud)) return null;
      if (exp - iat > LONGEST_LIFE_S || iat * 1000 > this.now() + TOLERANCE_S * 1000) return null;
      const scopes = new Set(typeof scope === 'string' ? scope.split(' ') : []);
      return { subject: sub, scopes, expiresAt: exp * 1000 };
    } catch (error) {
      if (isOfToken(error)) return null;
      throw new Error('Verifying a token: the keys of the identity server can’t be had.', { cause: error });
    }
  }
}
