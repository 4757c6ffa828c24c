import { afterAll, beforeAll, describe } from '@jest/globals';
import { Pool } from 'pg';
import { type Database } from '../database.port.js';
import { databaseUrl, openTestDatabase } from '../open-test-database.fake.js';
import { describeInterleavings } from './interleavings.features.js';

describe('PostgreSQL', () => {
  let database: Database;
  let clock: Pool;
  beforeAll(async () => {
    database = await openTestDatabase();
    clock = new Pool({ connectionString: databaseUrl(), options: `-c search_path=${database.schema}`, max: 4 });
  });
  afterAll(async () => {
    await clock.end();
    await database.dropSchema();
    await database.close();
  });

  describeInterleavings(
    () => ({
      stores: database,
      stops: database.stops,
      // One row: a process takes the lanes of a case in their order, and whoever did so in another would wait for it for ever.
      expire: async ({ lease, lane }) => {
        await clock.query('UPDATE delivery_lane SET next_attempt_at = now() WHERE lease = $1 AND lane = $2', [
          lease,
          lane,
        ]);
      },
    }),
    150,
    4,
  );
});
