import { join } from 'node:path';
import type { Contracts } from '#lib/contracts';
import type { Endpoint } from '#lib/domain';
import { AgencyWallet, trustSettings, type AgencyCredentials, type TlsRequest } from '#lib/trust';
import type { HubPlace } from './schakel-process.js';

/** The agencies' systems of a running hub, calling with the certificates and keys that its set-up made for them. */
export class AgencyCallers {
  readonly wallet: AgencyWallet;

  constructor(
    private readonly place: HubPlace,
    private readonly contracts: Contracts,
  ) {
    const folders = { stateFolder: place.state, secretsFolder: join(place.state, 'secrets') };
    const trust = trustSettings({}, folders);
    this.wallet = new AgencyWallet(
      folders.secretsFolder,
      () => trust.issuer(),
      () => Date.now(),
    );
  }

  /** An agency at its own door. Headers given here come after its own. */
  async call(endpoint: Endpoint, path: string, request: TlsRequest = {}): Promise<Response> {
    const { fetch, headers } = await this.credentials(endpoint);
    return fetch(`${this.door(endpoint)}${path}`, { ...request, headers: { ...headers, ...request.headers } });
  }

  credentials(endpoint: Endpoint): Promise<AgencyCredentials> {
    const partner = this.contracts.partners.all.find(({ systems }) => systems.some((one) => one.endpoint === endpoint));
    if (partner === undefined) throw new Error('Testing: no organisation has this endpoint.');
    return this.wallet.credentials(partner, partner.adapter);
  }

  door(endpoint: Endpoint): string {
    return this.place.hub().doors[endpoint] ?? '';
  }

  close(): void {
    this.wallet.close();
  }
}
