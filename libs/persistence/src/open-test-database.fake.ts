import { randomBytes } from 'node:crypto';
import { type Database } from './database.port.js';
import { openDatabase } from './open-database.js';

/** A schema of its own on the server of `DATABASE_URL`, for one spec file. `dropSchema` and `close` it afterwards. */
export function openTestDatabase(): Promise<Database> {
  return openDatabase(databaseUrl(), `test-${randomBytes(6).toString('hex')}`);
}

export function databaseUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('Opening the test database: DATABASE_URL is missing. `npm test` sets it.');
  return url;
}
