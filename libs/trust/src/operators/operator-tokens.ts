import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { TlsFetch } from '../tls/tls-fetch.js';
import { isOfToken } from '../tokens/is-of-token.js';
import { remoteKeys } from '../tokens/remote-keys.js';
import { ASYMMETRIC, TOLERANCE_S } from '../tokens/token-rules.js';
import type { ConsoleTrust } from './console-trust.js';
import { isOperatorRole } from './operator-role.js';
import type { Operator } from './operator.js';

/** Longer than this no token of an operator may live, whatever its issuer says, seconds. */
const LONGEST_LIFE_S = 900;
const TOKEN = /^[A-Za-z0-9_-]{1,2048}\.[A-Za-z0-9_-]{1,8192}\.[A-Za-z0-9_-]{1,2048}$/;
const SUBJECT = /^[\w.:@|-]{1,128}$/;

type Rules = Pick<ConsoleTrust, 'audience' | 'rolesClaim' | 'tokenType'> & { readonly issuer: string };

/** Verifies the access tokens of operators: JWTs of one issuer, for the console alone. Roles that the hub does not know count for nothing. */
export class OperatorTokens {
  constructor(
    private readonly rules: Rules,
    private readonly keys: JWTVerifyGetKey,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  static remote(trust: ConsoleTrust, fetch: TlsFetch, now: () => number): OperatorTokens {
    return new OperatorTokens({ ...trust, issuer: trust.issuer.url }, remoteKeys(trust.issuer, fetch), now);
  }

  /** null for a token that is not good, for whatever reason. Rejects when the keys can't be fetched: then nothing is known of the token. */
  async verify(token: string): Promise<Operator | null> {
    if (!TOKEN.test(token)) return null;
    const { issuer, audience, rolesClaim, tokenType } = this.rules;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: [...ASYMMETRIC],
        issuer,
        audience,
        typ: tokenType,
        requiredClaims: ['iss', 'aud', 'sub', 'exp', 'iat'],
        clockTolerance: TOLERANCE_S,
        currentDate: new Date(this.now()),
      });
      const { sub = '', iat = 0, exp = 0 } = payload;
      if (!SUBJECT.test(sub) || Array.isArray(payload.aud)) return null;
      if (exp - iat > LONGEST_LIFE_S || iat * 1000 > this.now() + TOLERANCE_S * 1000) return null;
      return { subject: sub, roles: rolesOf(payload, rolesClaim), expiresAt: exp * 1000 };
    } catch (error) {
      if (isOfToken(error)) return null;
      throw new Error('Verifying a token: the keys of the identity provider can’t be had.', { cause: error });
    }
  }
}

function rolesOf(payload: JWTPayload, claim: string): Operator['roles'] {
  let value: unknown = payload;
  for (const name of claim.split('.')) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return new Set(Array.isArray(value) ? value.filter(isOperatorRole) : []);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
