import type { Endpoint } from '#lib/domain';
import type { Metrics } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import { fetches } from '../manifest/fetches.js';
import { ChosenTransport } from '../native/chosen.transport.js';
import { NativeTransport } from '../native/native.transport.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import type { OutboundParts } from './outbound-parts.js';
import type { Transport } from './transport.port.js';

/** What the outbound side of each of the adapter's endpoints works with. */
export function outboundPartsOf(adapter: Adapter, runtime: AdapterRuntime, metrics: Metrics): OutboundParts[] {
  const { contracts, log, database, transport, topics, groups, standstill, clock, storyClock, random, logger, pace } =
    runtime;
  const delivered = metrics.counter('schakel_adapter_deliveries_total', 'Deliveries and attempts by outcome.', [
    'endpoint',
    'outcome',
  ]);
  return adapter.definition.endpoints.map(({ endpoint, format, native }) => ({
    endpoint,
    format,
    contracts,
    log,
    deliveries: database.deliveries,
    lanes: database.lanes,
    queue: database.queue,
    references: database.references,
    quarantine: database.quarantine,
    // A unit that takes no part in the exchange would never come to fetch: who pushes puts it into the dead letters.
    fetches: (recipient) =>
      fetches(adapter.manifest, recipient) && contracts.partners.sourceOf({ endpoint, unit: recipient.unit }) !== null,
    factsOfCase: (caseKey) => database.router.factsOfCase(caseKey),
    transport: native === undefined ? transport : eitherWay(runtime, endpoint),
    pace,
    topics: {
      delivery: topics.delivery(endpoint),
      deadLetter: topics.deadLetter(endpoint),
      receipts: topics.receipts,
    },
    group: groups.delivery(endpoint),
    caps: standstill,
    clock,
    storyClock,
    random,
    logger,
    count: (outcome, times = 1) => delivered.inc({ endpoint, outcome }, times),
  }));
}

/** Push, or the agency's own topic: as the operator says at the moment of the attempt. */
function eitherWay({ log, topics, transport, usesKafka }: AdapterRuntime, endpoint: Endpoint): Transport {
  const kafka = new NativeTransport(log, topics.agency(endpoint).out);
  return new ChosenTransport(() => usesKafka(endpoint), kafka, transport);
}
