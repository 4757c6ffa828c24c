import { Client } from 'pg';
import { type DataSource } from 'typeorm';

/** One process at a time per schema; the others wait and then find nothing to do. */
export async function migrateSchema(source: DataSource, url: string, schema: string): Promise<void> {
  // A connection of its own holds the lock, since a pool may hand out another one for each statement.
  const lock = new Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`schakel migrations ${schema}`]);
    await lock.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await lock.end();
  }
}
