import { randomBytes } from 'node:crypto';
import { errors, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { DevelopmentOperator } from '#lib/trust';
import type { SigningKey } from '../keys/signing-keys.js';
import { codePage, confirmPage, pageHeaders, sayingPage } from './page.js';
import { pageLanguage } from './page-texts.js';
import { peopleStore } from './people-store.js';

export interface PeopleParts {
  readonly keys: readonly SigningKey[];
  /** null for one that there is not (any more). */
  readonly operatorOf: (subject: string) => DevelopmentOperator | null;
  readonly audience: string;
  /** `https://host:port` of the console, whose web page may log people in. */
  readonly consoleOrigin: string;
  /** Where the log-in page lies, with the path of the mount. */
  readonly interactionPath: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So long counts an access token, seconds. */
const TOKEN_LIFE_S = 900;
/** A working day, seconds: then everybody logs in again. */
const LOG_IN_LIFE_S = 8 * 3600;
const SCOPE = 'console';
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/**
 * People: OpenID Connect with the authorization code and PKCE for a web page, device authorization (RFC 8628) for the command line. Both clients
 * are public; what they get is for the console alone.
 */
export function peopleConfiguration(parts: PeopleParts): Configuration {
  const { keys, operatorOf, audience, consoleOrigin, interactionPath, now } = parts;
  const answer = (ctx: KoaContextWithOIDC, body: string): void => {
    ctx.set({ ...pageHeaders([consoleOrigin]) });
    ctx.body = body;
  };
  const language = (ctx: KoaContextWithOIDC) => pageLanguage(ctx.get('accept-language'));
  return {
    adapter: peopleStore(now),
    jwks: { keys: keys.map((key) => ({ ...key })) },
    clients: [
      {
        ...{ client_id: 'schakel-cli', client_name: 'schakel (command line)', application_type: 'native' },
        ...{ grant_types: [DEVICE_GRANT, 'refresh_token'], response_types: [], redirect_uris: [] },
        token_endpoint_auth_method: 'none',
      },
      {
        ...{ client_id: 'schakel-console', client_name: 'Schakel console', application_type: 'web' },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
        redirect_uris: [`${consoleOrigin}/callback`],
        token_endpoint_auth_method: 'none',
      },
    ],
    clientAuthMethods: ['none'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientBasedCORS: (_ctx, origin, client) => client.clientId === 'schakel-console' && origin === consoleOrigin,
    pkce: { required: () => true },
    scopes: ['openid', SCOPE],
    findAccount: (_ctx, subject) =>
      operatorOf(subject) === null ? undefined : { accountId: subject, claims: () => ({ sub: subject }) },
    extraTokenClaims: (_ctx, token) => {
      const roles = 'accountId' in token ? operatorOf(token.accountId)?.roles : undefined;
      return roles === undefined ? undefined : { roles: [...roles] };
    },
    interactions: { policy: onlyLogIn(), url: (_ctx, { uid }) => `${interactionPath}/${uid}` },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const known = session.grantIdFor(client.clientId);
      const found = known === undefined ? undefined : await provider.Grant.find(known);
      if (found !== undefined) return found;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(audience, SCOPE);
      await grant.save();
      return grant;
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: TOKEN_LIFE_S,
      AuthorizationCode: 60,
      DeviceCode: 600,
      Grant: LOG_IN_LIFE_S,
      IdToken: TOKEN_LIFE_S,
      Interaction: 600,
      RefreshToken: (_ctx, token) => Math.max(1, LOG_IN_LIFE_S - (Math.floor(now() / 1000) - (token.iiat ?? 0))),
      // Long enough for the pages of one log-in: the next one asks for the password again.
      Session: 600,
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      long: { httpOnly: true, sameSite: 'lax', secure: true, signed: true },
      short: { httpOnly: true, sameSite: 'lax', secure: true, signed: true },
    },
    features: {
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (ctx, form, _out, error) => {
          const wrong = error === undefined ? null : error.name === 'AbortedError' ? 'aborted' : 'codeWrong';
          answer(ctx, codePage(language(ctx), form, wrong));
        },
        userCodeConfirmSource: (ctx, form, _client, _device, code) =>
          answer(ctx, confirmPage(language(ctx), form, code)),
        successSource: (ctx) => answer(ctx, sayingPage(language(ctx), 'done')),
      },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      introspection: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: SCOPE,
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: TOKEN_LIFE_S,
            jwt: { sign: { alg: 'ES256' } },
          };
        },
        useGrantedResource: () => true,
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    renderError: (ctx, out) => {
      if (ctx.accepts('html', 'json') === 'html') return answer(ctx, sayingPage(language(ctx), 'failed'));
      ctx.type = 'json';
      ctx.body = JSON.stringify({ error: out.error });
    },
  };
}

/** Both clients are the hub's own: there is nothing that a person could consent to or not. */
function onlyLogIn(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}
