import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Partners } from '#lib/contracts';
import type { Endpoint, Party } from '#lib/domain';
import type { AgencyWallet } from '#lib/trust';

export interface DoorCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** An agency's way to its own adapter: the address from the state folder, its own certificate and token. */
export class AgencyDoor {
  constructor(
    private readonly stateFolder: string,
    private readonly partners: Partners,
    private readonly wallet: Pick<AgencyWallet, 'credentials'>,
  ) {}

  isKnown(party: Party): boolean {
    return this.partners.sourceOf(party) !== null;
  }

  /** null while the adapter is not open. Read anew each time: adapters may have been started again elsewhere. */
  addressOf(endpoint: Endpoint): string | null {
    try {
      const doors = JSON.parse(readFileSync(join(this.stateFolder, 'adapters.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      return typeof doors[endpoint] === 'string' ? doors[endpoint] : null;
    } catch {
      return null;
    }
  }

  /** @throws when there is no such agency, no address, or no answer */
  async call(party: Party, { method, path, headers = {}, body, signal }: DoorCall): Promise<Response> {
    const source = this.partners.sourceOf(party);
    const partner = source === null ? undefined : this.partners.partnerOf(source)?.partner;
    const address = this.addressOf(party.endpoint);
    if (partner === undefined || address === null) throw new Error('Calling a door: nobody’s, or it is not open.');
    const own = await this.wallet.credentials(partner, partner.adapter);
    return own.fetch(`${address}${path}`, {
      method,
      signal,
      headers: { ...own.headers, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  }
}
