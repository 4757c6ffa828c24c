import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '#lib/persistence';
import { accountActor } from './account-actor.js';
import { LookNotNoted, noteLook } from './note-look.js';

const CASE = 'ab'.repeat(32);
const LOOK = { action: 'dead-letter.read', caseKey: CASE, details: { deliveryId: 'x1' } } as const;

describe('a look from the command line', () => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(process.env['DATABASE_URL'] ?? '', `t-${randomUUID().slice(0, 8)}`);
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  it('stands in the audit trail under the account of the operating system, as the console names the same look', async () => {
    await noteLook(database, LOOK);
    const [entry] = await database.audit.list({ caseKey: CASE }, 10, null);
    expect(entry).toMatchObject({ ...LOOK, actor: accountActor(), planId: null });
    expect(accountActor()).toMatch(/^system:[\w.@-]+$/);
  });

  it('is refused when it can’t be written down', async () => {
    const audit = { note: () => Promise.reject(new Error('cannot execute INSERT in a read-only transaction')) };
    await expect(noteLook({ audit }, LOOK)).rejects.toThrow(LookNotNoted);
    await expect(noteLook({ audit }, LOOK)).rejects.toThrow(/nothing is shown/);
  });
});

describe('the account at the command line', () => {
  it('has a form that the audit can be asked for, whatever it is called', () => {
    expect(accountActor(() => 'CHAIN\\an operator')).toBe('system:CHAIN_an_operator');
    expect(accountActor(() => 'o'.repeat(300))).toHaveLength('system:'.length + 100);
  });

  it('is a number where it has no name', () => {
    const nobody = (): never => {
      throw new Error('ENOENT: no such user');
    };
    expect(accountActor(nobody)).toMatch(/^system:uid-\d+$/);
    expect(accountActor(() => '')).toMatch(/^system:uid-\d+$/);
  });
});
