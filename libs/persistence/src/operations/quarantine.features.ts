import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type QuarantineCursor, type UnreadableRecord } from '../quarantine.port.js';
import { HubTables } from './hub-tables.fixture.js';

let records = 0;

export function describeQuarantine(database: () => Database): void {
  describe('quarantine', () => {
    /** A reason of its own for each test, so that none meets another. */
    const newReason = (): string => `reason-${records++}`;
    const record = (reason: string, changes: Partial<UnreadableRecord> = {}): UnreadableRecord => ({
      ...{ quarantineId: `q-${String(records++).padStart(6, '0')}`, origin: 'CASE_LOG', endpoint: null, partition: 2 },
      ...{ offset: records, reason, claimedSender: 'GEM:0599', claimedMessage: 'M06', claimedMessageId: null },
      ...{ bytes: 17, hash: 'ab'.repeat(32), ...changes },
    });
    const listed = async (filter: object, limit = 50, after: QuarantineCursor | null = null) =>
      database().quarantine.list(filter, limit, after);

    it('has what was noted, once, as it was noted first', async () => {
      const reason = newReason();
      const noted = record(reason);
      await database().quarantine.note([noted]);
      await database().quarantine.note([{ ...noted, bytes: 18 }]);
      const { records: found, next } = await listed({ reason });
      expect(next).toBeNull();
      expect(found).toEqual([
        { ...noted, reRead: null, decided: null, since: found[0]?.since, ageSeconds: found[0]?.ageSeconds },
      ]);
      expect(await database().quarantine.find(noted.quarantineId)).toMatchObject(noted);
      expect(await database().quarantine.find('nothing')).toBeNull();
    });

    it('is filtered by origin, endpoint, ids, places and time', async () => {
      const reason = newReason();
      const [one, other] = [record(reason), record(reason, { origin: 'DELIVERY', endpoint: 'COA' })];
      await database().quarantine.note([one, other]);
      const ids = async (filter: object): Promise<string[]> =>
        (await listed({ reason, ...filter })).records.map(({ quarantineId }) => quarantineId);
      expect(await ids({ origin: 'CASE_LOG' })).toEqual([one.quarantineId]);
      expect(await ids({ endpoint: 'COA' })).toEqual([other.quarantineId]);
      expect(await ids({ quarantineIds: [other.quarantineId, 'nothing'] })).toEqual([other.quarantineId]);
      expect(await ids({ places: [`${one.partition}/${one.offset}`, '0/0'] })).toEqual([one.quarantineId]);
      expect(await ids({ since: '2020-01-01T00:00:00Z' })).toHaveLength(2);
      expect(await ids({ until: '2020-01-01T00:00:00Z' })).toEqual([]);
    });

    it('comes page by page, each record once', async () => {
      const reason = newReason();
      const noted = [1, 2, 3, 4, 5].map(() => record(reason));
      await database().quarantine.note(noted);
      const found: string[] = [];
      let after: QuarantineCursor | null = null;
      do {
        const page: Awaited<ReturnType<typeof listed>> = await listed({ reason }, 2, after);
        found.push(...page.records.map(({ quarantineId }) => quarantineId));
        after = page.next;
      } while (after !== null);
      expect(found.sort()).toEqual(noted.map(({ quarantineId }) => quarantineId));
    });

    it('says which plan had a record read again, and counts the others as open', async () => {
      const reason = newReason();
      const [one, other] = [record(reason), record(reason)];
      await database().quarantine.note([one, other]);
      await database().quarantine.noteReRead([one.quarantineId], 'plan-1');
      const first = await database().quarantine.find(one.quarantineId);
      await database().quarantine.noteReRead([one.quarantineId], 'plan-1');
      expect(await database().quarantine.find(one.quarantineId)).toMatchObject({ reRead: first?.reRead });
      expect(first?.reRead?.planId).toBe('plan-1');
      expect((await listed({ reason, open: true })).records.map(({ quarantineId }) => quarantineId)).toEqual([
        other.quarantineId,
      ]);
      const [count] = (await database().quarantine.counts()).filter((one) => one.reason === reason);
      expect(count).toMatchObject({ origin: 'CASE_LOG', endpoint: null, count: 2, open: 1 });
      expect(count?.newestOpenAgeSeconds).toBeGreaterThanOrEqual(0);
    });

    it('says what the ledger holds of the message that a record claims to be', async () => {
      const reason = newReason();
      const hub = new HubTables(database);
      const { messageId, decisionId } = hub.delivery(1);
      const noted = record(reason, { claimedMessageId: messageId });
      await database().quarantine.note([noted]);
      expect(await database().quarantine.find(noted.quarantineId)).toMatchObject({ decided: null });
      await hub.decide([1]);
      const found = await database().quarantine.find(noted.quarantineId);
      expect(found?.decided).toEqual({ decisionId, outcome: 'DECIDED' });
    });

    it('is taken from its topic with the position, each place once, whatever a later version calls the reason', async () => {
      const reason = newReason();
      const partition = 1000 + records++;
      const { quarantineId, hash, ...rest } = record(reason, { partition });
      const entry = { quarantineId, hash, ...rest, topicOffset: 0, recordHash: hash };
      const { ledger } = database();
      await ledger.openPosition('quarantine', partition, 'log-1');
      const at = (offset: number) => ({
        ...{ partition, logId: 'log-1', expectedNextOffset: offset, nextOffset: offset + 1 },
      });
      expect(await ledger.takeQuarantined({ ...at(0), entries: [entry] })).toEqual({
        kind: 'taken',
        fresh: 1,
        repeated: 0,
      });
      const again = { ...entry, topicOffset: 1, reason: 'another' };
      expect(await ledger.takeQuarantined({ ...at(1), entries: [again] })).toEqual({
        kind: 'taken',
        fresh: 0,
        repeated: 1,
      });
      expect(await ledger.takeQuarantined({ ...at(1), entries: [again] })).toEqual({ kind: 'superseded' });
      expect(await database().quarantine.find(quarantineId)).toMatchObject({ reason, partition });
    });
  });
}
