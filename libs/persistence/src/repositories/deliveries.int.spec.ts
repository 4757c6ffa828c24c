import { afterAll, beforeAll, describe } from '@jest/globals';
import { type Database } from '../database.port.js';
import { openTestDatabase } from '../open-test-database.fake.js';
import { describeBlockedCases } from './blocked-cases.features.js';
import { describeDeliveries } from './deliveries.features.js';
import { describeDeliveryQueue } from './delivery-queue.features.js';
import { describeDeliveryLanes } from './delivery-lanes.features.js';
import { describeReleases } from './releases.features.js';

describe('PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  describeDeliveries(() => database);
  describeDeliveryLanes(() => database);
  describeDeliveryQueue(() => database);
  describeBlockedCases(() => database);
  describeReleases(() => ({
    stores: database,
    stop: async (caseKey) => {
      const record = { topic: 't', key: caseKey, value: Buffer.of(1), headers: {} };
      await database.stops.begin({ messageId: `stop-${caseKey}`, caseKey, ground: 'VOVO', record });
    },
    lift: (caseKey) => database.stops.remove([`stop-${caseKey}`]),
    submit: async (messageId, party, supersedes = []) => {
      const given = { source: 'urn:test', id: messageId, contentHash: 'h', code: 'M06', caseKey: 'k', leaseMs: 1000 };
      await database.submissions.begin({
        ...given,
        messageId,
        party,
        supersedes,
        acceptedAt: '2026-03-01T09:00:00.000Z',
      });
    },
  }));
});
