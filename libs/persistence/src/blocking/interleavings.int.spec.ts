import { afterAll, beforeAll, describe } from '@jest/globals';
import { Client } from 'pg';
import { type Database } from '../database.port.js';
import { databaseUrl, openTestDatabase } from '../open-test-database.fake.js';
import { describeInterleavings } from './interleavings.features.js';

describe('PostgreSQL', () => {
  let database: Database;
  let clock: Client;
  beforeAll(async () => {
    database = await openTestDatabase();
    clock = new Client({ connectionString: databaseUrl(), options: `-c search_path=${database.schema}` });
    await clock.connect();
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
      expire: async ({ lease }) => {
        await clock.query('UPDATE delivery_lane SET next_attempt_at = now() WHERE lease = $1', [lease]);
      },
    }),
    150,
    4,
  );
});
