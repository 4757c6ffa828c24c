import type { Contracts } from '#lib/contracts';
import type { Party } from '#lib/domain';
import type { AgencyFormat } from '../definition/agency-format.js';
import type { ManifestEndpoint } from '../manifest/adapter-manifest.js';
import { rightsOf } from '../manifest/rights.js';
import type { AdapterUnderTest } from './adapter-under-test.js';
import { AgencySystem, type Call } from './agency-system.js';
import type { Need } from './conformance-check.js';
import { sampleEvent } from './sample-event.js';

export interface ForeignAdapterParts {
  /** Base address of its door, without `/v1`. */
  readonly url: string;
  readonly contracts: Contracts;
  /** In whose names the checks may call. */
  readonly parties: readonly Party[];
  readonly formatOf: (party: Party) => AgencyFormat;
  readonly call: Call;
  /** False when there are no credentials: only what anybody may ask is checked. */
  readonly credentials: boolean;
  /** True when invented messages may be left in its case log. */
  readonly messages: boolean;
  /** The adapter's time, RFC 3339: events are dated shortly before it. */
  readonly now: () => string;
}

const A_MINUTE_MS = 60_000;

/** An adapter that runs somewhere else, of which nothing but its door can be seen. What it may send and get is taken from catalogue and rules. */
export function foreignAdapter(parts: ForeignAdapterParts): AdapterUnderTest {
  const { url, contracts, parties, formatOf, call } = parts;
  const can: Need[] = ['door'];
  if (parts.credentials) can.push('credentials');
  if (parts.credentials && parts.messages) can.push('messages');
  return {
    id: url,
    contracts,
    url,
    endpoints: parties.map((party): ManifestEndpoint => ({
      endpoint: party.endpoint,
      unit: party.endpoint === 'GEM' ? 'municipality' : party.endpoint === 'EMB' ? 'country' : null,
      transport: 'push',
      format: formatOf(party).name,
      ...rightsOf(contracts, party.endpoint),
    })),
    parties,
    can: new Set(can),
    agency: new AgencySystem({ contracts, formatOf, call }),
    adapter: null,
    folder: null,
    inside: null,
    submission: (code, party, random) => {
      // A mission writes references that it was given; from outside none is known.
      if (party.endpoint === 'EMB') return null;
      const time = new Date(Date.parse(parts.now()) - A_MINUTE_MS).toISOString();
      const event = sampleEvent(contracts, code, party, random, {}, time);
      return { event, written: event.data as Readonly<Record<string, unknown>> };
    },
    close: () => Promise.resolve(),
  };
}
