import type { TlsFetch } from '../tls/tls-fetch.js';
import { adapterAudience } from './adapter-audience.js';
import { clientAssertion } from './client-assertion.js';

export interface TokenClientOptions {
  /** OIN. */
  readonly clientId: string;
  /** `iss`, which is also the address of the identity server. */
  readonly issuer: string;
  /** Shows the client's certificate: the token will be bound to it. */
  readonly fetch: TlsFetch;
  /** PEM. */
  readonly assertionKey: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class NoToken extends Error {
  readonly code = 'no-token';
}

/** A token that has less left than this is not used any more, ms. */
const SPARE_MS = 30_000;
const DEADLINE_MS = 10_000;

/** An agency's side of OAuth: gets access tokens with its own key and certificate, and keeps them until shortly before they end. */
export class TokenClient {
  private readonly held = new Map<string, { readonly token: Promise<string>; until: number }>();

  constructor(private readonly options: TokenClientOptions) {}

  /** Access token for one adapter's door. Those who ask at the same time share one request. @throws NoToken */
  token(adapter: string): Promise<string> {
    const held = this.held.get(adapter);
    if (held !== undefined && held.until > this.options.now()) return held.token;
    const entry = { token: this.ask(adapter, (until) => (entry.until = until)), until: Infinity };
    this.held.set(adapter, entry);
    entry.token.catch(() => this.held.delete(adapter));
    return entry.token;
  }

  /** Gets a new one next time, because the door refused this one. */
  forget(adapter: string): void {
    this.held.delete(adapter);
  }

  private async ask(adapter: string, keepUntil: (until: number) => void): Promise<string> {
    const { clientId, issuer, fetch, assertionKey, now } = this.options;
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      signal: AbortSignal.timeout(DEADLINE_MS),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource: adapterAudience(adapter),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await clientAssertion(clientId, issuer, assertionKey, now()),
      }).toString(),
    });
    const answer = (await response.json().catch(() => null)) as {
      readonly access_token?: unknown;
      readonly expires_in?: unknown;
      readonly error?: unknown;
    } | null;
    if (response.status !== 200 || typeof answer?.access_token !== 'string') {
      const reason =
        typeof answer?.error === 'string' && /^[a-z_]{1,40}$/.test(answer.error) ? ` (${answer.error})` : '';
      throw new NoToken(`Asking for an access token: the identity server answered ${response.status}${reason}.`);
    }
    keepUntil(now() + Math.max(0, Number(answer.expires_in ?? 0) * 1000 - SPARE_MS));
    return answer.access_token;
  }
}
