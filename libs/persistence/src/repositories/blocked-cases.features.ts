import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type DeliveryState, type IncomingDelivery } from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { newUnit } from './incoming-delivery.fixture.js';

let leases = 0;

/** What stands still behind a dead letter, in PostgreSQL and in memory. */
export function describeBlockedCases(
  database: () => Pick<Database, 'deliveries' | 'lanes' | 'queue' | 'blockedCases' | 'releases'>,
): void {
  describe('a blocked case', () => {
    const take = (...requests: IncomingDelivery[]) => database().deliveries.take(requests);
    const stateOf = async (one: IncomingDelivery): Promise<DeliveryState | undefined> =>
      (await database().deliveries.find(one.deliveryId))?.state;
    const statesOf = (...all: IncomingDelivery[]) => Promise.all(all.map(stateOf));
    const claim = async (of: IncomingDelivery): Promise<readonly HeldLane[]> => {
      const most = new Map([[of.unit ?? '', 10]]);
      const wanted = { endpoint: of.endpoint, lease: `blocked-${leases++}`, leaseMs: 600_000, most };
      return (await database().lanes.claim(wanted)).lanes;
    };
    const find = (one: IncomingDelivery) => database().blockedCases.find(one, one.caseKey);
    const die = (one: IncomingDelivery) => database().deliveries.settle(one.deliveryId, 'DEAD', 'message');

    it('parks what waits behind the dead letter, and what comes after it; other cases and its stops go on', async () => {
      const of = newUnit();
      const [head, next, late] = [of('a', 1), of('a', 2), of('a', 5)];
      const [other, stop] = [of('b', 3), of('a', 4, { lane: 'STOP' })];
      await take(head, next, other);
      const lane = (await claim(head)).find(({ caseKey }) => caseKey === head.caseKey)!;
      await database().deliveries.beginAttempt(head, lane);
      expect(await database().lanes.finish(head.deliveryId, 'DEAD', 'message', lane, false)).toEqual({
        changed: true,
        closed: true,
      });
      const taken = await take(late, stop);
      expect(taken.taken.map((one) => one.kind === 'taken' && one.delivery.state)).toEqual(['PARKED', 'WAITING']);
      expect(await statesOf(head, next, late, other, stop)).toEqual(['DEAD', 'PARKED', 'PARKED', 'WAITING', 'WAITING']);
      expect((await claim(head)).map(({ lane }) => lane)).toEqual(['STOP']);
      expect(await database().lanes.next(lane)).toBeNull();
    });

    it('says whose it is, behind what, since when, and how much waits', async () => {
      const of = newUnit();
      const [head, next] = [of('a', 1), of('a', 2)];
      await take(head, next, of('b', 3));
      expect(await find(head)).toBeNull();
      await die(head);
      const found = await find(head);
      const { endpoint, unit, caseKey, messageId, code } = head;
      const { blockedSince, changedAt } = found!;
      expect(found).toEqual({
        ...{ endpoint, unit, caseKey, state: 'BLOCKED', headId: head.deliveryId, messageId, code },
        ...{ errorClass: 'message', reason: null, blockedSince, changedAt, parked: 1 },
      });
      expect(Date.parse(blockedSince)).not.toBeNaN();
      await take(of('a', 4));
      expect(await find(head)).toMatchObject({ parked: 2, blockedSince });
    });

    it('is dead once for each time it was tried, whoever says it again', async () => {
      const of = newUnit();
      await take(of('a', 1));
      expect([await die(of('a', 1)), await die(of('a', 1))]).toEqual([true, false]);
      expect(await database().deliveries.find(of('a', 1).deliveryId)).toMatchObject({ deaths: 1, blocks: true });
    });

    it('attempts nothing that is parked, and gives it to nobody who fetches', async () => {
      const of = newUnit();
      const fetched = { hasLanes: () => false, lease: null };
      await database().deliveries.take([of('a', 1), of('a', 2), of('b', 3)], fetched);
      await database().deliveries.beginAttempt(of('a', 1), null);
      await die(of('a', 1));
      const waiting = await database().queue.waiting([of('a', 1)], 10);
      expect(waiting.map(({ delivery }) => delivery.deliveryId)).toEqual([of('b', 3).deliveryId]);
      expect(await database().queue.count([of('a', 1)], 10)).toBe(1);
      const begun = await database().deliveries.beginAttempt(of('a', 2), null);
      expect(begun).toEqual({ kind: 'not-now', state: 'PARKED' });
    });

    it('is open again when the recipient turns out to have the dead one, and goes on as it was decided', async () => {
      const of = newUnit();
      await take(of('a', 1), of('a', 2));
      await die(of('a', 1));
      expect(await database().deliveries.settle(of('a', 1).deliveryId, 'DELIVERED')).toBe(true);
      expect(await statesOf(of('a', 1), of('a', 2))).toEqual(['DELIVERED', 'WAITING']);
      expect(await find(of('a', 1))).toMatchObject({ state: 'DRAINING', parked: 0 });
      const [lane] = await claim(of('a', 1));
      await database().deliveries.beginAttempt(of('a', 2), lane!);
      await database().lanes.finish(of('a', 2).deliveryId, 'DELIVERED', null, lane!, true);
      expect(await find(of('a', 1))).toBeNull();
    });

    it('has the first of several dead ones as its head', async () => {
      const of = newUnit();
      const all = [1, 2, 3].map((n) => of('a', n));
      await database().deliveries.take(all, { hasLanes: () => false, lease: null });
      for (const one of all) await database().deliveries.beginAttempt(one, null);
      await die(all[1]!);
      expect(await statesOf(...all)).toEqual(['ATTEMPTING', 'DEAD', 'PARKED']);
      expect(await find(all[0]!)).toMatchObject({ headId: all[1]!.deliveryId });
      await die(all[0]!);
      expect(await find(all[0]!)).toMatchObject({ headId: all[0]!.deliveryId, parked: 1 });
      expect(await database().deliveries.settle(all[0]!.deliveryId, 'DELIVERED')).toBe(true);
      expect(await find(all[0]!)).toMatchObject({ state: 'BLOCKED', headId: all[1]!.deliveryId, parked: 1 });
    });

    it('keeps what it parked from being dead, on hold or sent by who still had it in hand, but for its arrival', async () => {
      const of = newUnit();
      const all = [1, 2, 3].map((n) => of('a', n));
      await database().deliveries.take(all, { hasLanes: () => false, lease: null });
      for (const one of all) await database().deliveries.beginAttempt(one, null);
      await die(all[0]!);
      expect(await die(all[1]!)).toBe(false);
      expect(await database().deliveries.settle(all[1]!.deliveryId, 'WAITING', 'endpoint')).toBe(false);
      expect(await database().deliveries.settle(all[2]!.deliveryId, 'DELIVERED')).toBe(true);
      expect(await statesOf(...all)).toEqual(['DEAD', 'PARKED', 'DELIVERED']);
    });

    it('holds up nothing behind a removal message on hold', async () => {
      const of = newUnit();
      const [removal, next] = [of('a', 1, { removal: true }), of('a', 2)];
      await take(removal, next);
      await database().deliveries.settle(removal.deliveryId, 'HELD', 'stopped');
      expect([await stateOf(next), await find(next)]).toEqual(['WAITING', null]);
    });

    it('of the lane of stops does not exist: a dead stop holds up no other', async () => {
      const of = newUnit();
      const [stop, next] = [of('a', 1, { lane: 'STOP' }), of('a', 2, { lane: 'STOP' })];
      await take(stop, next, of('a', 3));
      await die(stop);
      expect(await statesOf(stop, next, of('a', 3))).toEqual(['DEAD', 'WAITING', 'WAITING']);
      expect(await find(stop)).toBeNull();
    });

    it('is one of so many, and above them nothing goes to the recipient but stops, until it is below again', async () => {
      const of = newUnit('EMB');
      const { endpoint, unit } = of('a', 1);
      await take(of('a', 1), of('b', 2), of('c', 3), of('c', 4, { lane: 'STOP' }));
      await database().lanes.restore(endpoint, () => true);
      await die(of('a', 1));
      const pause = async (blockedCases: number, parked: number) =>
        (await database().lanes.pause(endpoint, { blockedCases, parked })).filter((change) => change.unit === unit);
      const claimed = async () => {
        const wanted = { endpoint, lease: `blocked-${leases++}`, leaseMs: 0, most: new Map([[unit ?? '', 10]]) };
        const { lanes, paused } = await database().lanes.claim(wanted);
        return { lanes: lanes.map(({ lane }) => lane), paused };
      };
      const fetched = async () =>
        (await database().queue.waiting([of('a', 1)], 10)).map(({ delivery }) => delivery.logOffset);
      expect(await pause(1, 0)).toEqual([]);
      expect(await pause(0, 0)).toEqual([{ endpoint, unit, paused: true }]);
      expect(await pause(0, 0)).toEqual([]);
      expect(await claimed()).toEqual({ lanes: ['STOP'], paused: [unit] });
      expect(await fetched()).toEqual([4]);
      // What an operator releases goes all the same, or nothing could bring it below.
      const retry = { kind: 'RETRY', deliveryId: of('a', 1).deliveryId, planId: 'plan', withhold: [] } as const;
      await database().releases.release([retry]);
      await database().lanes.restore(endpoint, () => true);
      expect(await claimed()).toEqual({ lanes: ['STOP', 'CASE'], paused: [unit] });
      expect(await fetched()).toEqual([4, 1]);
      await die(of('a', 1));
      expect(await claimed()).toEqual({ lanes: ['STOP'], paused: [unit] });
      await take(of('a', 5));
      expect(await pause(1, 0)).toEqual([]);
      expect(await pause(1, 1)).toEqual([{ endpoint, unit, paused: false }]);
      expect(await claimed()).toEqual({ lanes: ['STOP', 'CASE', 'CASE'], paused: [] });
      expect(await fetched()).toEqual([4, 2, 3]);
    });

    it('is listed, longest blocked first, a page at a time, with what is parked behind each head in order', async () => {
      const of = newUnit();
      const { endpoint, unit } = of('a', 1);
      await take(of('a', 1), of('b', 2), of('c', 3), of('a', 4), of('a', 5), of('c', 6));
      for (const one of [of('a', 1), of('b', 2), of('c', 3)]) await die(one);
      const filter = { endpoint, unit: unit ?? '' };
      const page = await database().blockedCases.list(filter, 2, null);
      const rest = await database().blockedCases.list(filter, 2, page.next);
      const cases = [...page.cases, ...rest.cases];
      expect([page.cases.length, rest.next]).toEqual([2, null]);
      expect(new Set(cases.map(({ headId }) => headId))).toEqual(
        new Set([of('a', 1), of('b', 2), of('c', 3)].map(({ deliveryId }) => deliveryId)),
      );
      expect(
        (await database().blockedCases.list({ ...filter, caseKey: of('b', 2).caseKey }, 9, null)).cases,
      ).toHaveLength(1);
      expect((await database().blockedCases.list({ ...filter, state: 'DRAINING' }, 9, null)).cases).toEqual([]);
      const followers = await database().blockedCases.followers(cases.map(({ headId }) => headId));
      const ids = (head: IncomingDelivery) => followers.get(head.deliveryId)?.map(({ deliveryId }) => deliveryId);
      expect(ids(of('a', 1))).toEqual([of('a', 4), of('a', 5)].map(({ deliveryId }) => deliveryId));
      expect([ids(of('b', 2)), ids(of('c', 3))]).toEqual([undefined, [of('c', 6).deliveryId]]);
    });
  });
}
