import type { Metrics } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import { fetches } from '../manifest/fetches.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import type { OutboundParts } from './outbound-parts.js';

/** What the outbound side of each of the adapter's endpoints works with. */
export function outboundPartsOf(adapter: Adapter, runtime: AdapterRuntime, metrics: Metrics): OutboundParts[] {
  const { contracts, log, database, transport, topics, groups, clock, storyClock, random, logger } = runtime;
  const delivered = metrics.counter('schakel_adapter_deliveries_total', 'Deliveries and attempts by outcome.', [
    'endpoint',
    'outcome',
  ]);
  return adapter.definition.endpoints.map(({ endpoint, format }) => ({
    endpoint,
    format,
    contracts,
    log,
    deliveries: database.deliveries,
    lanes: database.lanes,
    queue: database.queue,
    references: database.references,
    // A unit that takes no part in the exchange would never come to fetch: who pushes puts it into the dead letters.
    fetches: (recipient) =>
      fetches(adapter.manifest, recipient) && contracts.partners.sourceOf({ endpoint, unit: recipient.unit }) !== null,
    factsOfCase: (caseKey) => database.router.factsOfCase(caseKey),
    transport,
    topics: {
      delivery: topics.delivery(endpoint),
      deadLetter: topics.deadLetter(endpoint),
      receipts: topics.receipts,
    },
    group: groups.delivery(endpoint),
    clock,
    storyClock,
    random,
    logger,
    count: (outcome, times = 1) => delivered.inc({ endpoint, outcome }, times),
  }));
}
