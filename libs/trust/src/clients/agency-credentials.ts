import { readFileSync } from 'node:fs';
import { clientFiles } from '../pki/pki-files.js';
import { readClientTls } from '../settings/trust-settings.js';
import { tlsFetch, type TlsFetch, type TlsRequest } from '../tls/tls-fetch.js';
import type { Issuer } from '../tokens/issuer.js';
import { TokenClient } from '../tokens/token-client.js';

/** How a caller proves who it is: a connection that shows its certificate, and headers with its token. */
export interface AgencyCredentials {
  readonly fetch: (url: string, request?: TlsRequest) => Promise<Response>;
  readonly headers: Readonly<Record<string, string>>;
}

interface Kept {
  readonly fetch: TlsFetch;
  readonly tokens: TokenClient;
}

/** The agencies' side on a development machine: their certificates and keys from the secrets folder, tokens from the identity server. */
export class AgencyWallet {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly secretsFolder: string,
    /** Asked when first needed. */
    private readonly issuer: () => Issuer,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** Of an organisation of the partner list, for one adapter's door. @throws NoToken; an error that names the file when it has none */
  async credentials(
    partner: { readonly id: string; readonly oin: string },
    adapter: string,
  ): Promise<AgencyCredentials> {
    const { fetch, tokens } = this.keep(partner);
    return { fetch, headers: { authorization: `Bearer ${await tokens.token(adapter)}` } };
  }

  /** A connection with the organisation's certificate, without any token. */
  connection(partner: { readonly id: string; readonly oin: string }): TlsFetch {
    return this.keep(partner).fetch;
  }

  close(): void {
    for (const { fetch } of this.kept.values()) fetch.close();
    this.kept.clear();
  }

  private keep({ id, oin }: { readonly id: string; readonly oin: string }): Kept {
    const known = this.kept.get(id);
    if (known !== undefined) return known;
    const files = clientFiles(this.secretsFolder, id);
    const fetch = tlsFetch(readClientTls(files));
    const assertionKey = readFileSync(files.assertionKey, 'utf8');
    const kept = {
      fetch,
      tokens: new TokenClient({ clientId: oin, issuer: this.issuer().url, fetch, assertionKey, now: this.now }),
    };
    this.kept.set(id, kept);
    return kept;
  }
}
