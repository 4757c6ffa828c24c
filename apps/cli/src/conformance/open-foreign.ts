import { loadAgencyFormats, loadConformanceKit, type AdapterUnderTest } from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { parseParty, type Party } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import { tlsFetch } from '#lib/trust';
import { agencyWallet, developmentAuthority } from '../agencies/agency-wallet.js';
import { partnerNamed } from '../agencies/partner-named.js';

export interface ForeignOptions {
  /** Party names, e.g. `COA` or `GEM:0599`. */
  readonly as: readonly string[];
  /** Leave invented messages in its case log. */
  readonly send: boolean;
}

/** An adapter at an address, called in the names of `as` with the credentials of the state folder; without names only as anybody. */
export async function openForeign(address: string, { as, send }: ForeignOptions): Promise<AdapterUnderTest> {
  const url = new URL(address).href.replace(/\/+(v1\/?)?$/, '');
  const parties = as.map(partyNamed);
  const contracts = loadHubContracts(projectRoot());
  const { foreignAdapter, fetchCall } = await loadConformanceKit();
  // A foreign adapter speaks as the one on disk for the same endpoint does.
  const formatOf = await loadAgencyFormats();
  const wallet = agencyWallet();
  const anonymous = tlsFetch({ ca: developmentAuthority() });
  return foreignAdapter({
    url,
    contracts,
    parties,
    formatOf: ({ endpoint }) => formatOf(endpoint),
    call: fetchCall(url, (party) => {
      if (party === null) return { fetch: anonymous, headers: {} };
      const partner = partnerNamed(contracts.partners, party);
      return wallet.credentials(partner, partner.adapter);
    }),
    credentials: parties.length > 0,
    messages: send,
    now: () => new Date().toISOString(),
  });
}

function partyNamed(name: string): Party {
  const party = parseParty(name);
  if (party === null)
    throw new Error('Option --as: expected an endpoint, with its unit where it has units, e.g. COA, GEM:0599, EMB:NG.');
  return party;
}
