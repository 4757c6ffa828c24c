import type { TlsFetch } from '../tls/tls-fetch.js';

/** Addresses of an identity provider, from its metadata (OpenID Connect Discovery, RFC 8628, RFC 7009). */
interface Endpoints {
  readonly token: string;
  readonly device: string;
  readonly revocation: string | null;
}

export interface DeviceCode {
  readonly deviceCode: string;
  /** What the person types at `verificationUri`. */
  readonly userCode: string;
  readonly verificationUri: string;
  readonly intervalS: number;
  readonly expiresInS: number;
}

export interface OperatorGrant {
  readonly accessToken: string;
  /** null when the provider gives none: then the log-in ends with the token. */
  readonly refreshToken: string | null;
  readonly expiresInS: number;
}

/** A log-in that did not succeed, in words that say what to do. */
export class LogInFailed extends Error {
  readonly code = 'log-in-failed';
}

export interface DeviceLogInOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly scope: string;
  readonly fetch: TlsFetch;
}

const DEADLINE_MS = 10_000;
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** The command line's side of a log-in: device authorization (RFC 8628), refreshing, and ending it. */
export class DeviceLogIn {
  private endpoints: Promise<Endpoints> | null = null;

  constructor(private readonly options: DeviceLogInOptions) {}

  /** @throws LogInFailed */
  async begin(): Promise<DeviceCode> {
    const { clientId, audience, scope } = this.options;
    const { device } = await this.discovered();
    const { status, body } = await this.post(device, { client_id: clientId, scope, resource: audience });
    const { device_code: deviceCode, user_code: userCode, verification_uri: verificationUri } = body;
    if (
      status !== 200 ||
      typeof deviceCode !== 'string' ||
      typeof userCode !== 'string' ||
      typeof verificationUri !== 'string'
    ) {
      throw new LogInFailed(`Beginning a log-in: the identity provider answered ${status}${errorIn(body)}.`);
    }
    const seconds = (name: string, otherwise: number): number => Number(body[name] ?? otherwise) || otherwise;
    return {
      ...{ deviceCode, userCode, verificationUri },
      intervalS: seconds('interval', 5),
      expiresInS: seconds('expires_in', 600),
    };
  }

  /** One question whether the person is done: null = not yet. `slower` is called when the provider asks for longer pauses. @throws LogInFailed */
  async ask(deviceCode: string, slower: () => void): Promise<OperatorGrant | null> {
    const { clientId, audience } = this.options;
    const { token } = await this.discovered();
    const form = { grant_type: GRANT, device_code: deviceCode, client_id: clientId, resource: audience };
    const { status, body } = await this.post(token, form);
    if (status === 200) return grantOf(body);
    switch (body['error']) {
      case 'authorization_pending':
        return null;
      case 'slow_down':
        slower();
        return null;
      case 'access_denied':
        throw new LogInFailed('The log-in was aborted in the browser.');
      case 'expired_token':
        throw new LogInFailed('The code has expired. Run `schakel login` again.');
      default:
        throw new LogInFailed(`Logging in: the identity provider answered ${status}${errorIn(body)}.`);
    }
  }

  /** null when the log-in has ended and a new one is needed. */
  async refresh(refreshToken: string): Promise<OperatorGrant | null> {
    const { clientId, audience } = this.options;
    const { token } = await this.discovered();
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId, resource: audience };
    const { status, body } = await this.post(token, form);
    return status === 200 ? grantOf(body) : null;
  }

  /** Ends the log-in at the provider, as far as it can. */
  async revoke(refreshToken: string): Promise<void> {
    const { revocation } = await this.discovered();
    if (revocation !== null) await this.post(revocation, { token: refreshToken, client_id: this.options.clientId });
  }

  private discovered(): Promise<Endpoints> {
    this.endpoints ??= this.discover();
    return this.endpoints;
  }

  private async discover(): Promise<Endpoints> {
    const { issuer, fetch } = this.options;
    const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const found = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const address = (name: string): string | null => {
      const value = found[name];
      return typeof value === 'string' && value.startsWith('https://') ? value : null;
    };
    const [token, device] = [address('token_endpoint'), address('device_authorization_endpoint')];
    if (found['issuer'] !== issuer || token === null || device === null) {
      throw new LogInFailed('The identity provider of the console offers no log-in for a command line (RFC 8628).');
    }
    return { token, device, revocation: address('revocation_endpoint') };
  }

  private async post(
    url: string,
    form: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const response = await this.options.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    return { status: response.status, body };
  }
}

function grantOf(body: Record<string, unknown>): OperatorGrant {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = body;
  if (typeof accessToken !== 'string') throw new LogInFailed('Logging in: the identity provider gave no access token.');
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : null,
    expiresInS: Number(expiresIn ?? 0),
  };
}

/** Only codes of the standard: a provider's own words may repeat what was sent. */
function errorIn(body: Record<string, unknown>): string {
  const { error } = body;
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` (${error})` : '';
}
