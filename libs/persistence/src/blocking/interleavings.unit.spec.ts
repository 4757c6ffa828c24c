import { describe } from '@jest/globals';
import { InMemoryBlockedCases } from '../memory/in-memory-blocked-cases.fake.js';
import { InMemoryDeliveries } from '../memory/in-memory-deliveries.fake.js';
import { InMemoryReleases } from '../memory/in-memory-releases.fake.js';
import { describeInterleavings } from './interleavings.features.js';

describe('memory', () => {
  describeInterleavings(
    () => {
      const entries = new Map<string, string>();
      const deliveries = new InMemoryDeliveries((caseKey) => [...entries.values()].includes(caseKey));
      return {
        stores: {
          deliveries,
          lanes: deliveries.lanes,
          blockedCases: new InMemoryBlockedCases(deliveries),
          releases: new InMemoryReleases(deliveries),
        },
        stops: {
          begin: ({ messageId, caseKey }) => {
            entries.set(messageId, caseKey);
            return Promise.resolve({ fresh: true, ...deliveries.hold(caseKey) });
          },
          remove: (ids) => Promise.resolve(ids.forEach((id) => entries.delete(id))),
        },
        expire: ({ lease }) => {
          for (const state of deliveries.lanes.states.values()) if (state.lease === lease) state.dueAt = 0;
          return Promise.resolve();
        },
      };
    },
    500,
    10,
  );
});
