import { randomBytes } from 'node:crypto';
import { errors, type Configuration, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import { adapterAudience, adapterOfAudience, type RegisteredClient } from '#lib/trust';
import type { SigningKey } from '../keys/signing-keys.js';
import type { NewestAssertion } from '../store/newest-assertion.js';
import { providerStore } from '../store/provider-store.js';
import { checkAssertion, TOLERANCE_S } from './check-assertion.js';

export interface ProviderParts {
  readonly keys: readonly SigningKey[];
  /** null for one that is not registered or is suspended. */
  readonly clientOf: (oin: string) => RegisteredClient | null;
  /** As it was left by the process before this one. */
  readonly newest: NewestAssertion;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So long counts an access token, seconds. */
const TOKEN_LIFE_S = 300;

/** Client credentials for machines, as the NL GOV Assurance profile for OAuth 2.0 asks; everything that is not needed is off. */
export function providerConfiguration({ keys, clientOf, newest, now }: ProviderParts): Configuration {
  const seconds = (): number => Math.floor(now() / 1000);
  const seenUntil = Math.max(newest.iat, seconds() - 1);
  const resourceOf = (ctx: KoaContextWithOIDC, resource: string): ResourceServer => {
    const client = clientOf(ctx.oidc.client?.clientId ?? '');
    const adapter = adapterOfAudience(resource);
    if (client === null || adapter === null || !client.adapters.includes(adapter)) throw new errors.InvalidTarget();
    const scope = client.scopes.join(' ');
    // Who names no scope asks for all that it has (RFC 6749, 3.3).
    if (ctx.oidc.params !== undefined) ctx.oidc.params['scope'] ??= scope;
    return {
      scope,
      audience: resource,
      accessTokenFormat: 'jwt',
      accessTokenTTL: TOKEN_LIFE_S,
      jwt: { sign: { alg: 'ES256' } },
    };
  };
  return {
    adapter: providerStore(clientOf, now),
    jwks: { keys: keys.map((key) => ({ ...key })) },
    clients: [],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'PS256'],
      idTokenSigningAlgValues: ['ES256'],
    },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    assertJwtClientAuthClaimsAndHeader: (ctx, claims, _header, client) => {
      const iat = checkAssertion(claims, client.clientId, ctx.req.socket, seenUntil, seconds());
      newest.note(iat);
    },
    clockTolerance: TOLERANCE_S,
    ttl: { ClientCredentials: TOKEN_LIFE_S },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      introspection: { enabled: false },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        getCertificate: (ctx) => certificateOf(ctx),
      },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, client) => {
          const [adapter] = clientOf(client?.clientId ?? '')?.adapters ?? [];
          return adapter === undefined ? [] : adapterAudience(adapter);
        },
        getResourceServerInfo: (ctx, resource) => resourceOf(ctx, resource),
        useGrantedResource: () => false,
      },
      revocation: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    renderError: (ctx, out) => {
      ctx.type = 'json';
      ctx.body = JSON.stringify({ error: out.error });
    },
  };
}

function certificateOf(ctx: KoaContextWithOIDC): string | undefined {
  const socket = ctx.req.socket as { getPeerX509Certificate?: () => { toString(): string } | undefined };
  return socket.getPeerX509Certificate?.()?.toString();
}
