import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type DeadLetterCursor } from '../dead-letters.port.js';
import { HubTables } from './hub-tables.fixture.js';

export function describeDeadLetters(database: () => Database): void {
  describe('dead letters', () => {
    it('are listed with what the ledger says of them, and nothing else is', async () => {
      const hub = new HubTables(database, String);
      await hub.decide([1, 2]);
      await hub.take([1], 'DELIVERED');
      await hub.take([2], 'DEAD', 'message');
      await hub.say(2, 'DEAD', 'http-400');
      const { letters, next } = await list(hub);
      const { deliveryId, messageId, decisionId, caseKey, endpoint, unit, code } = hub.delivery(2);
      const signs = { endpoint, unit, code, errorClass: 'message', reason: 'http-400', schemaId: 7 };
      const undecided = { deaths: 1, blocks: true, resolution: null, planId: null };
      const row = {
        deliveryId,
        messageId,
        decisionId,
        caseKey,
        generation: 0,
        attempts: 1,
        ruleSetId: 'rules',
        ...undecided,
      };
      expect(next).toBeNull();
      expect(letters).toEqual([
        { ...signs, ...row, deadSince: letters[0]?.deadSince, ageSeconds: letters[0]?.ageSeconds },
      ]);
      expect(await database().deadLetters.find(deliveryId)).toMatchObject({ deliveryId, reason: 'http-400' });
      expect(await database().deadLetters.find(hub.delivery(1).deliveryId)).toBeNull();
    });

    it('are out of the way when they were skipped, and found by who asks for them', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1, 2], 'DEAD', 'message');
      const { deliveryId } = hub.delivery(1);
      const order = { kind: 'SKIP', deliveryId, planId: `plan-${hub.unit}`, withhold: [] } as const;
      expect(await database().releases.release([order])).toEqual([{ kind: 'released' }]);
      expect((await list(hub)).letters).toMatchObject([{ deliveryId: hub.delivery(2).deliveryId }]);
      expect(await database().deadLetters.groups({ endpoint: 'GEM', unit: hub.unit })).toMatchObject([{ count: 1 }]);
      expect((await list(hub, { resolved: true })).letters).toHaveLength(2);
      expect(await database().deadLetters.find(deliveryId)).toMatchObject({ resolution: 'SKIPPED', blocks: false });
    });

    it('are there before the ledger knows of them, without what only it knows', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1], 'DEAD', 'hub');
      expect((await list(hub)).letters).toMatchObject([
        { errorClass: 'hub', reason: null, schemaId: null, ruleSetId: null },
      ]);
      const [group] = await database().deadLetters.groups({ endpoint: 'GEM', unit: hub.unit });
      expect(group).toMatchObject({ reason: null, schemaId: null, count: 1 });
    });

    it('are summed by what makes them look alike, and found again by it', async () => {
      const hub = new HubTables(database, String);
      await hub.decide([1, 2, 3]);
      await hub.take([1, 2, 3], 'DEAD', 'message');
      for (const offset of [1, 2]) await hub.say(offset, 'DEAD', 'http-400');
      await hub.say(3, 'DEAD', 'http-422');
      const groups = await database().deadLetters.groups({ endpoint: 'GEM', unit: hub.unit });
      expect(groups).toMatchObject([
        { reason: 'http-400', count: 2 },
        { reason: 'http-422', count: 1 },
      ]);
      for (const signs of groups) {
        const { letters } = await database().deadLetters.list({ signs }, 50, null);
        expect(letters).toHaveLength(signs.count);
        expect(letters.every(({ reason }) => reason === signs.reason)).toBe(true);
      }
    });

    it.each([
      [{ reason: 'http-400' }, 2],
      [{ reason: 'http-500' }, 0],
      [{ errorClass: 'message' }, 3],
      [{ errorClass: 'hub' }, 0],
      [{ code: 'M06' }, 3],
      [{ code: 'M07' }, 0],
      [{ since: '2020-01-01T00:00:00Z' }, 3],
      [{ until: '2020-01-01T00:00:00Z' }, 0],
    ])('are filtered by %j', async (filter, expected) => {
      const hub = new HubTables(database, String);
      await hub.decide([1, 2, 3]);
      await hub.take([1, 2, 3], 'DEAD', 'message');
      for (const offset of [1, 2]) await hub.say(offset, 'DEAD', 'http-400');
      expect((await list(hub, filter)).letters).toHaveLength(expected);
    });

    it('come page by page, each once', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1, 2, 3, 4, 5], 'DEAD', 'message');
      const found: string[] = [];
      let after: DeadLetterCursor | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(hub, {}, 2, after);
        found.push(...page.letters.map(({ deliveryId }) => deliveryId));
        after = page.next;
      } while (after !== null);
      expect(found.sort()).toEqual([1, 2, 3, 4, 5].map((offset) => hub.delivery(offset).deliveryId));
    });

    const list = ({ unit }: HubTables, filter = {}, limit = 50, after: DeadLetterCursor | null = null) =>
      database().deadLetters.list({ endpoint: 'GEM', unit, ...filter }, limit, after);
  });
}
