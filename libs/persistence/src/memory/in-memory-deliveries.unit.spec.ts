import { describe } from '@jest/globals';
import { describeBlockedCases } from '../repositories/blocked-cases.features.js';
import { describeDeliveries } from '../repositories/deliveries.features.js';
import { describeDeliveryLanes } from '../repositories/delivery-lanes.features.js';
import { describeDeliveryQueue } from '../repositories/delivery-queue.features.js';
import { describeReleases } from '../repositories/releases.features.js';
import { InMemoryBlockedCases } from './in-memory-blocked-cases.fake.js';
import { InMemoryDeliveries } from './in-memory-deliveries.fake.js';
import { InMemoryQueue } from './in-memory-queue.fake.js';
import { InMemoryReleases } from './in-memory-releases.fake.js';

describe('memory', () => {
  const stopped = new Set<string>();
  const submitted = new Map<string, { readonly party: string; readonly supersedes: readonly string[] }>();
  const deliveries = new InMemoryDeliveries(
    (caseKey) => stopped.has(caseKey),
    () => Date.now(),
    (later, earlier) => {
      const said = submitted.get(later);
      return said?.party === submitted.get(earlier)?.party && said?.supersedes.includes(earlier) === true;
    },
  );
  const database = {
    deliveries,
    lanes: deliveries.lanes,
    queue: new InMemoryQueue(deliveries),
    blockedCases: new InMemoryBlockedCases(deliveries),
    releases: new InMemoryReleases(deliveries),
  };

  describeDeliveries(() => database);
  describeDeliveryLanes(() => database);
  describeDeliveryQueue(() => database);
  describeBlockedCases(() => database);
  describeReleases(() => ({
    stores: database,
    stop: (caseKey) => Promise.resolve(void stopped.add(caseKey)),
    lift: (caseKey) => Promise.resolve(void stopped.delete(caseKey)),
    submit: (messageId, party, supersedes = []) =>
      Promise.resolve(void submitted.set(messageId, { party, supersedes })),
  }));
});
