import { type CaseFacts, emptyFacts, type Stop } from '#lib/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { openTestDatabase } from '../open-test-database.fake.js';
import { type RouterCommit, type StoredInForce } from '../router-store.port.js';

const VERSION = { id: 'rules-1', hash: 'ab' };
const IN_FORCE: StoredInForce = { ruleSet: VERSION, schemaSet: VERSION, lists: VERSION, engine: 1 };

function facts(changes: Partial<CaseFacts> = {}): CaseFacts {
  return { ...emptyFacts(), ...changes };
}

function stop(open: boolean): Stop {
  return {
    ground: 'VOVO',
    open,
    asOf: '2026-01-01T00:00:00.000Z',
    owner: 'IND',
    source: 'M05',
    messageId: 'm',
    offset: 0,
  };
}

describe('the router store', () => {
  let database: Database;
  let partitions = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  async function newPartition(): Promise<RouterCommit> {
    const partition = partitions++;
    await database.router.createPartitionRow({ partition, logId: 'log-1', nextOffset: 1, inForce: null });
    return {
      partition,
      logId: 'log-1',
      expectedNextOffset: 1,
      nextOffset: 5,
      inForce: IN_FORCE,
      facts: [],
      references: [],
      taken: [],
    };
  }

  it('keeps an existing partition row', async () => {
    const { partition } = await newPartition();
    const again = await database.router.createPartitionRow({
      partition,
      logId: 'log-2',
      nextOffset: 9,
      inForce: IN_FORCE,
    });
    expect(again).toEqual({ partition, logId: 'log-1', nextOffset: 1, inForce: null });
    expect(await database.router.partitionRow(999)).toBeNull();
  });

  it('writes row, facts and references together', async () => {
    const commit = await newPartition();
    const caseKey = `case-${commit.partition}`;
    const reference = { unit: 'NG', reference: `R${commit.partition}`, caseKey, vNumberEncrypted: 'sealed' };
    const changed = { caseKey, changedAtOffset: 4, facts: facts({ units: ['EMB:NG'] }) };
    expect(await database.router.commit({ ...commit, facts: [changed], references: [reference] })).toBe('committed');
    expect(await database.router.partitionRow(commit.partition)).toMatchObject({ nextOffset: 5, inForce: IN_FORCE });
    expect(await database.router.factsOf(commit.partition, [caseKey, 'unknown'])).toEqual(
      new Map([[caseKey, { facts: changed.facts, changedAtOffset: 4 }]]),
    );
    expect(await database.router.factsOfCase(caseKey)).toEqual({ facts: changed.facts, changedAtOffset: 4 });
    expect(await database.references.resolve('NG', reference.reference)).toEqual(reference);
    expect(await database.references.resolve('MA', reference.reference)).toBeNull();
  });

  it('overwrites the facts of a case and takes the same reference again', async () => {
    const first = await newPartition();
    const caseKey = `case-${first.partition}`;
    const references = [{ unit: 'NG', reference: `R${first.partition}`, caseKey, vNumberEncrypted: 'sealed' }];
    await database.router.commit({ ...first, references, facts: [{ caseKey, changedAtOffset: 4, facts: facts() }] });
    const second = { ...first, expectedNextOffset: 5, nextOffset: 6, references };
    const changed = { caseKey, changedAtOffset: 5, facts: facts({ acceptedAt: '2026-01-01T00:00:00.000Z' }) };
    expect(await database.router.commit({ ...second, facts: [changed] })).toBe('committed');
    expect(await database.router.factsOfCase(caseKey)).toEqual({ facts: changed.facts, changedAtOffset: 5 });
  });

  it('gives back facts byte for byte, keys in the order in which they were written', async () => {
    const commit = await newPartition();
    const caseKey = `case-${commit.partition}`;
    const ordered = facts({ stops: { zz: stop(false), a: stop(false), mm: stop(false) } });
    await database.router.commit({ ...commit, facts: [{ caseKey, changedAtOffset: 1, facts: ordered }] });
    expect(JSON.stringify((await database.router.factsOfCase(caseKey))?.facts)).toBe(JSON.stringify(ordered));
  });

  it.each([{ expectedNextOffset: 0 }, { logId: 'log-2' }])(
    'is superseded and writes nothing when the row says otherwise: %p',
    async (changes) => {
      const commit = await newPartition();
      const caseKey = `case-${commit.partition}`;
      const late = { ...commit, ...changes, facts: [{ caseKey, changedAtOffset: 4, facts: facts() }] };
      expect(await database.router.commit(late)).toBe('superseded');
      expect(await database.router.factsOfCase(caseKey)).toBeNull();
      expect(await database.router.partitionRow(commit.partition)).toMatchObject({ nextOffset: 1, inForce: null });
    },
  );

  it('lets one of many instances win each step, so that facts are never older than the row', async () => {
    const commit = await newPartition();
    const caseKey = `case-${commit.partition}`;
    for (let offset = 1; offset < 6; offset++) {
      const step = { ...commit, expectedNextOffset: offset, nextOffset: offset + 1 };
      const changed = { caseKey, changedAtOffset: offset, facts: facts() };
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => database.router.commit({ ...step, facts: [changed] })));
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    }
    expect(await database.router.factsOfCase(caseKey)).toMatchObject({ changedAtOffset: 5 });
  });

  it('takes a thousand cases at once', async () => {
    const commit = await newPartition();
    const changed = Array.from({ length: 1000 }, (_, n) => ({
      caseKey: `many-${n}`,
      changedAtOffset: n,
      facts: facts(),
    }));
    expect(await database.router.commit({ ...commit, facts: changed })).toBe('committed');
    expect(
      (
        await database.router.factsOf(
          commit.partition,
          changed.map((one) => one.caseKey),
        )
      ).size,
    ).toBe(1000);
  });

  it('ends the register entry of a stop in the transaction that shows it in the facts', async () => {
    const commit = await newPartition();
    const caseKey = `case-${commit.partition}`;
    const record = { topic: 't', key: caseKey, value: Buffer.from('v'), headers: {} };
    await database.stops.begin({ messageId: `stop-${caseKey}`, caseKey, ground: 'VOVO', record });
    const stopped = { caseKey, changedAtOffset: 1, facts: facts({ stops: { VOVO: stop(true) } }) };
    await database.router.commit({ ...commit, facts: [stopped], taken: [`stop-${caseKey}`] });
    expect((await database.stops.unpublished(0, 1000)).filter((entry) => entry.caseKey === caseKey)).toEqual([]);
    expect(await database.stops.isStopped(caseKey)).toBe(true);
    const lifted = { caseKey, changedAtOffset: 5, facts: facts({ stops: { VOVO: stop(false) } }) };
    await database.router.commit({ ...commit, expectedNextOffset: 5, nextOffset: 6, facts: [lifted] });
    expect(await database.stops.isStopped(caseKey)).toBe(false);
  });
});
