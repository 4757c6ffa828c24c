import { afterAll, beforeAll, describe } from '@jest/globals';
import { type Database } from '../database.port.js';
import { openTestDatabase } from '../open-test-database.fake.js';
import { describeDeliveries } from './deliveries.features.js';
import { describeDeliveryQueue } from './delivery-queue.features.js';
import { describeDeliveryLanes } from './delivery-lanes.features.js';

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
});
