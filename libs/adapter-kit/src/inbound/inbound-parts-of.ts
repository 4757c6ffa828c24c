import { endpointOf, type Adapter } from '../definition/adapter.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import type { InboundParts } from './inbound-parts.js';

/** What the inbound side of this adapter works with, whichever way its messages come. */
export function inboundPartsOf(adapter: Adapter, runtime: AdapterRuntime): InboundParts {
  const { contracts, log, database, keys, clock, storyClock, topics, logger } = runtime;
  return {
    contracts,
    log,
    submissions: database.submissions,
    stops: database.stops,
    references: database.references,
    keys,
    clock,
    storyClock,
    topic: topics.messages,
    formatOf: (endpoint) => endpointOf(adapter, endpoint)?.format ?? null,
    logger,
  };
}
