import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type RecipientLoad } from '../recipient-load.port.js';
import { HubTables } from './hub-tables.fixture.js';

export function describeRecipientLoads(database: () => Database): void {
  describe('the load of a recipient unit', () => {
    const loadOf = async ({ unit }: HubTables): Promise<RecipientLoad | undefined> =>
      (await database().loads.read({ endpoints: ['GEM'], unit }))[0];

    it('counts what is not delivered, by state, and nothing of what is', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1], 'DELIVERED');
      await hub.take([2], 'WITHHELD');
      await hub.take([3, 4], 'HELD');
      await hub.take([5], 'DEAD', 'message');
      await hub.take([6], 'ATTEMPTING');
      await hub.take([7, 8, 9]);
      expect(await loadOf(hub)).toMatchObject({ waiting: 3, attempting: 1, held: 2, dead: 1, circuit: null });
    });

    it('names the oldest of each kind, with its age', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1], 'DEAD', 'message');
      await hub.take([2], 'HELD');
      await hub.take([3, 4]);
      const load = await loadOf(hub);
      const { deliveries } = database();
      const [dead, held, waiting] = await Promise.all(
        [1, 2, 3].map((n) => deliveries.find(hub.delivery(n).deliveryId)),
      );
      expect(load?.oldestDead?.since).toBe(dead?.changedAt);
      expect(load?.oldestHeld?.since).toBe(held?.changedAt);
      expect(load?.oldestWaiting?.since).toBe(waiting?.takenAt);
      for (const oldest of [load?.oldestDead, load?.oldestHeld, load?.oldestWaiting]) {
        expect(oldest?.ageSeconds).toBeGreaterThanOrEqual(0);
      }
    });

    it('has nothing oldest where everything is delivered', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1, 2], 'DELIVERED');
      const nothing = { oldestWaiting: null, oldestDead: null, oldestHeld: null, oldestBlocked: null };
      const counts = { waiting: 0, attempting: 0, parked: 0, held: 0, dead: 0, blockedCases: 0 };
      const load = { endpoint: 'GEM', unit: hub.unit, ...counts, ...nothing, circuit: null, paused: false };
      expect(await loadOf(hub)).toEqual(load);
    });

    it('counts blocked cases and what is parked, and leaves out dead letters that were skipped', async () => {
      const hub = new HubTables(database);
      await hub.take([1], 'DEAD', 'message');
      await hub.take([2, 3]);
      const head = hub.delivery(1);
      const blocked = await loadOf(hub);
      const { blockedCases, releases } = database();
      const { blockedSince } = (await blockedCases.find(head, head.caseKey)) ?? {};
      expect(blocked).toMatchObject({ blockedCases: 1, parked: 2, waiting: 0, dead: 1 });
      expect(blocked?.oldestBlocked?.since).toBe(blockedSince);
      await releases.release([{ kind: 'SKIP', deliveryId: head.deliveryId, planId: 'plan', withhold: [] }]);
      const after = await loadOf(hub);
      expect(after).toMatchObject({
        blockedCases: 0,
        parked: 0,
        waiting: 2,
        dead: 0,
        oldestDead: null,
        oldestBlocked: null,
      });
    });

    it('shows failures since the recipient last answered', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1]);
      const recipient = { endpoint: 'GEM', unit: hub.unit };
      await database().lanes.noteFailure(recipient, { probeAfterMs: 1000, open: false, probe: false });
      expect((await loadOf(hub))?.circuit).toEqual({ failures: 1, open: false });
      await database().lanes.noteFailure(recipient, { probeAfterMs: 1000, open: true, probe: false });
      expect((await loadOf(hub))?.circuit).toEqual({ failures: 2, open: true });
      await database().lanes.noteAnswer(recipient);
      expect((await loadOf(hub))?.circuit).toBeNull();
    });

    it('is one of all that were ever sent to, in order, when nobody is named', async () => {
      const hub = new HubTables(database, String);
      await hub.take([1], 'DELIVERED');
      const loads = await database().loads.read();
      const names = loads.map(({ endpoint, unit }) => `${endpoint}:${unit}`);
      expect(names).toEqual([...names].sort());
      expect(names).toContain(`GEM:${hub.unit}`);
      expect(await database().loads.read({ endpoints: ['COA'] })).toEqual([]);
    });
  });
}
