import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ENTITIES, openDatabase } from './open-database.js';
import { databaseUrl, openTestDatabase } from './open-test-database.fake.js';

describe('opening the database', () => {
  it('may be done by many processes at once, and again later', async () => {
    const prefix = `test-${randomBytes(6).toString('hex')}`;
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(databaseUrl(), prefix, { poolSize: 2 })));
    await opened[0]?.log.begin('log-1', 6);
    const later = await openDatabase(databaseUrl(), prefix);
    expect(await later.log.read()).toEqual({ logId: 'log-1', partitions: 6, state: 'CREATING' });
    await later.ping();
    await later.dropSchema();
    await Promise.all([...opened, later].map((database) => database.close()));
  });

  it('takes a word of SQL as prefix', async () => {
    const database = await openDatabase(databaseUrl(), 'order');
    await database.log.begin('log-1', 1);
    await database.submissions.complete('urn:a', '1', {});
    await database.dropSchema();
    await database.close();
  });

  it('keeps two prefixes apart', async () => {
    const [one, other] = [await openTestDatabase(), await openTestDatabase()];
    await one.log.begin('log-1', 6);
    expect(await other.log.read()).toBeNull();
    for (const database of [one, other]) {
      await database.dropSchema();
      await database.close();
    }
  });

  it('says what to do when nothing answers, without the password', async () => {
    const opening = openDatabase('postgres://hub:CANARY@127.0.0.1:1/hub', 'test-nowhere');
    await expect(opening).rejects.toThrow(/Check DATABASE_URL/);
    await expect(opening).rejects.not.toThrow(/CANARY/);
  });

  it('has tables that agree with the entities', async () => {
    const database = await openTestDatabase();
    const source = new DataSource({
      type: 'postgres',
      url: databaseUrl(),
      schema: database.schema,
      entities: ENTITIES,
      installExtensions: false,
    });
    await source.initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    const columns = upQueries
      .map(({ query }) => query)
      .filter((query) => /ADD "|DROP COLUMN|CREATE TABLE|ALTER COLUMN/.test(query));
    await source.destroy();
    await database.dropSchema();
    await database.close();
    expect(columns).toEqual([]);
  });
});

describe('the log of a database', () => {
  it('is the first one, whoever comes later', async () => {
    const database = await openTestDatabase();
    const begun = await Promise.all(['log-1', 'log-2'].map((logId) => database.log.begin(logId, 6)));
    expect(begun[0]).toEqual(begun[1]);
    expect(await database.log.markReady('another')).toBe(false);
    expect(await database.log.markReady(begun[0]?.logId ?? '')).toBe(true);
    expect(await database.log.read()).toMatchObject({ state: 'READY', partitions: 6 });
    await database.dropSchema();
    await database.close();
  });
});
