import { describe, expect, it } from '@jest/globals';
import { type Book } from '../books.port.js';
import { type Database } from '../database.port.js';
import { HubTables } from './hub-tables.fixture.js';

const EMPTY = {
  ...{ refused: 0, decided: 0, delivered: 0, withheld: 0, held: 0, waiting: 0, attempting: 0, parked: 0, dead: 0 },
  ...{ notTaken: 0, overdue: 0, oldestNotTakenSeconds: null, aheadOfLedger: 0, unexplained: 0, numbered: 0 },
};

export function describeBooks(database: () => Database): void {
  describe('the book of a recipient unit', () => {
    const bookOf = async ({ unit }: HubTables, graceSeconds = 600): Promise<readonly Book[]> =>
      database().books.read({ endpoint: 'GEM', unit, graceSeconds });

    it('has each decided delivery in the state of its row, and refused cells apart', async () => {
      const hub = new HubTables(database, String);
      await hub.decide([1, 2, 3, 4, 5, 6, 7, 8]);
      await hub.decide([9, 10], { refusal: 'DENY_HARD:HD1' });
      await hub.take([1, 2], 'DELIVERED');
      await hub.take([3], 'WITHHELD');
      await hub.take([4], 'HELD');
      await hub.take([5], 'PARKED');
      await hub.take([6], 'DEAD', 'message');
      await hub.take([7], 'ATTEMPTING');
      await hub.take([8]);
      const states = { delivered: 2, withheld: 1, held: 1, waiting: 1, attempting: 1, parked: 1, dead: 1 };
      const book = { ...EMPTY, ...states, endpoint: 'GEM', unit: hub.unit, refused: 2, decided: 8, numbered: 8 };
      expect(await bookOf(hub)).toEqual([book]);
    });

    it('takes what the adapter has not taken yet as waiting, whenever it was accepted, until the ledger has had it for the grace period', async () => {
      const hub = new HubTables(database, String);
      await hub.decide([1, 2]);
      await hub.take([1]);
      expect(await bookOf(hub)).toMatchObject([{ decided: 2, waiting: 1, notTaken: 1, overdue: 0 }]);
      // Less than nothing of grace, so that no clock has to go on.
      const [late] = await bookOf(hub, -1);
      expect(late).toMatchObject({ decided: 2, waiting: 1, notTaken: 1, overdue: 1 });
      expect(late?.oldestNotTakenSeconds).toBeLessThan(600);
    });

    it('leaves out rows beyond the place that the ledger has reached', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1], 'DELIVERED');
      expect(await bookOf(hub)).toMatchObject([{ decided: 0, delivered: 0, aheadOfLedger: 1, unexplained: 0 }]);
      await hub.decide([1]);
      expect(await bookOf(hub)).toMatchObject([{ decided: 1, delivered: 1, aheadOfLedger: 0, unexplained: 0 }]);
    });

    it('finds a row that no decision explains, once the ledger has passed its place', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1, 2], 'DELIVERED');
      await hub.decide([2]);
      expect(await bookOf(hub)).toMatchObject([{ decided: 1, delivered: 1, unexplained: 1, aheadOfLedger: 0 }]);
    });

    it('finds a delivery that was refused and made nevertheless, and one that went to another unit', async () => {
      const [refused, other] = [new HubTables(database, String), new HubTables(database, String)];
      await refused.decide([1], { refusal: 'DENY_HARD:HD1' });
      await refused.take([1], 'DELIVERED');
      expect(await bookOf(refused)).toMatchObject([{ refused: 1, decided: 0, delivered: 0, unexplained: 1 }]);
      await other.decide([1], { unit: '0344' });
      await other.take([1], 'DELIVERED');
      expect(await bookOf(other)).toMatchObject([{ decided: 0, unexplained: 1 }]);
      const lost = await database().books.read({ endpoint: 'GEM', unit: '0344', graceSeconds: -1 });
      expect(lost).toMatchObject([{ decided: 1, notTaken: 1, overdue: 1 }]);
    });

    it('is one of many, ordered by endpoint and unit, when nobody is named', async () => {
      const books = await database().books.read({ graceSeconds: 600 });
      const names = books.map(({ endpoint, unit }) => `${endpoint}:${unit}`);
      expect(names).toEqual([...names].sort());
      expect(names.length).toBeGreaterThan(4);
    });
  });
}
