import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type DeliveryState, type IncomingDelivery } from '../deliveries.port.js';
import { type Release, type Released } from '../releases.port.js';
import { newUnit } from './incoming-delivery.fixture.js';

type Stores = Pick<Database, 'deliveries' | 'lanes' | 'queue' | 'blockedCases' | 'releases'>;

/** How the suite stops a case, and lets a sender say that a message takes the place of earlier ones. */
export interface ReleaseBench {
  readonly stores: Stores;
  stop(caseKey: string): Promise<void>;
  lift(caseKey: string): Promise<void>;
  submit(messageId: string, party: string, supersedes?: readonly string[]): Promise<void>;
}

let plans = 0;

/** What operators order through a plan, in PostgreSQL and in memory. */
export function describeReleases(bench: () => ReleaseBench): void {
  describe('a release', () => {
    const stores = (): Stores => bench().stores;
    const newPlan = (): string => `plan-${plans++}`;
    const take = (...requests: IncomingDelivery[]) => stores().deliveries.take(requests);
    const die = (one: IncomingDelivery) => stores().deliveries.settle(one.deliveryId, 'DEAD', 'message');
    const rowOf = (one: IncomingDelivery) => stores().deliveries.find(one.deliveryId);
    const statesOf = async (...all: IncomingDelivery[]): Promise<(DeliveryState | undefined)[]> =>
      (await Promise.all(all.map(rowOf))).map((row) => row?.state);
    const release = async (order: Release): Promise<Released | undefined> =>
      (await stores().releases.release([order]))[0];
    const orderOf = (kind: 'RETRY' | 'SKIP', { deliveryId }: IncomingDelivery, planId = newPlan()): Release => {
      return { kind, deliveryId, planId, withhold: [] };
    };
    const inLane = async (of: IncomingDelivery): Promise<string[]> => {
      const wanted = {
        endpoint: of.endpoint,
        lease: newPlan(),
        leaseMs: 600_000,
        most: new Map([[of.unit ?? '', 10]]),
      };
      const { lanes } = await stores().lanes.claim(wanted);
      const lane = lanes.find(({ caseKey, lane }) => caseKey === of.caseKey && lane === of.lane);
      const work = lane === undefined ? null : await stores().lanes.next(lane);
      return work?.deliveries.map(({ delivery }) => delivery.deliveryId) ?? [];
    };
    const find = (one: IncomingDelivery) => stores().blockedCases.find(one, one.caseKey);

    it('sends the head once more, the same bytes under the same id, and then what waits behind it, in order', async () => {
      const of = newUnit();
      const all = [1, 2, 3].map((n) => of('a', n));
      await take(...all);
      await die(all[0]!);
      await take(of('a', 4));
      const order = orderOf('RETRY', all[0]!);
      expect(await release(order)).toEqual({ kind: 'released' });
      expect(await statesOf(...all, of('a', 4))).toEqual(['WAITING', 'WAITING', 'WAITING', 'WAITING']);
      expect(await rowOf(all[0]!)).toMatchObject({ planId: order.planId, blocks: false, deaths: 1, attempts: 0 });
      expect(await rowOf(all[1]!)).toMatchObject({ planId: order.planId });
      expect((await rowOf(all[0]!))?.releasedAt).not.toBeNull();
      expect(await find(all[0]!)).toMatchObject({ state: 'DRAINING' });
      await take(of('a', 5));
      expect(await inLane(all[0]!)).toEqual([1, 2, 3, 4, 5].map((n) => of('a', n).deliveryId));
    });

    it('does it once for one plan, however often it is told to', async () => {
      const of = newUnit();
      await take(of('a', 1), of('a', 2));
      await die(of('a', 1));
      const order = orderOf('RETRY', of('a', 1));
      expect(await release(order)).toEqual({ kind: 'released' });
      expect(await release(order)).toEqual({ kind: 'repeated' });
      await die(of('a', 1));
      expect(await release(order)).toEqual({ kind: 'repeated' });
      expect(await statesOf(of('a', 1), of('a', 2))).toEqual(['DEAD', 'PARKED']);
      expect(await release(orderOf('RETRY', of('a', 1)))).toEqual({ kind: 'released' });
      expect(await rowOf(of('a', 1))).toMatchObject({ deaths: 1 + 1 });
    });

    it('blocks its case again when the head fails again, or a follower does', async () => {
      const of = newUnit();
      const all = [1, 2, 3].map((n) => of('a', n));
      await take(...all);
      await die(all[0]!);
      await release(orderOf('RETRY', all[0]!));
      await stores().deliveries.settle(all[0]!.deliveryId, 'DELIVERED');
      await die(all[1]!);
      expect(await statesOf(...all)).toEqual(['DELIVERED', 'DEAD', 'PARKED']);
      expect(await find(all[0]!)).toMatchObject({ state: 'BLOCKED', headId: all[1]!.deliveryId, parked: 1 });
    });

    it('skips the head: it stays dead, marked so, and cannot be decided about again', async () => {
      const of = newUnit();
      await take(of('a', 1), of('a', 2));
      await die(of('a', 1));
      expect(await release(orderOf('SKIP', of('a', 1)))).toEqual({ kind: 'released' });
      expect(await rowOf(of('a', 1))).toMatchObject({ state: 'DEAD', resolution: 'SKIPPED', blocks: false });
      expect(await inLane(of('a', 1))).toEqual([of('a', 2).deliveryId]);
      expect(await release(orderOf('RETRY', of('a', 1)))).toEqual({ kind: 'not-now', state: 'DEAD' });
    });

    it('of a head with nothing behind it opens the case at once', async () => {
      const of = newUnit();
      await take(of('a', 1));
      await die(of('a', 1));
      await release(orderOf('SKIP', of('a', 1)));
      expect(await find(of('a', 1))).toBeNull();
    });

    it('withholds what the rules of today do not let go, with its bytes, and nothing of another case', async () => {
      const of = newUnit();
      await take(of('a', 1), of('a', 2), of('a', 3), of('b', 4), of('b', 5));
      await die(of('a', 1));
      await die(of('b', 4));
      const withhold = [of('a', 2), of('b', 5)].map(({ deliveryId }) => deliveryId);
      await release({ ...orderOf('RETRY', of('a', 1)), withhold });
      expect(await statesOf(of('a', 2), of('a', 3), of('b', 5))).toEqual(['WITHHELD', 'WAITING', 'PARKED']);
      expect(await rowOf(of('a', 2))).toMatchObject({ lastErrorClass: 'rules-of-today' });
      const [stored] = await stores().queue.own([of('a', 2)], [of('a', 2).deliveryId]);
      expect(stored?.record).toBeNull();
    });

    it('keeps its order behind another head of its case', async () => {
      const of = newUnit();
      const all = [1, 2, 3].map((n) => of('a', n));
      await stores().deliveries.take(all, { hasLanes: () => false, lease: null });
      for (const one of all) await stores().deliveries.beginAttempt(one, null);
      await die(all[1]!);
      await die(all[0]!);
      expect(await release(orderOf('RETRY', all[1]!))).toEqual({ kind: 'parked' });
      expect(await statesOf(...all)).toEqual(['DEAD', 'PARKED', 'PARKED']);
      expect(await release(orderOf('RETRY', all[0]!))).toEqual({ kind: 'released' });
      expect(await statesOf(...all)).toEqual(['WAITING', 'WAITING', 'WAITING']);
    });

    it('lets go only what lies before the next head', async () => {
      const of = newUnit();
      const all = [1, 2, 3, 4].map((n) => of('a', n));
      await stores().deliveries.take(all, { hasLanes: () => false, lease: null });
      await die(all[2]!);
      await die(all[0]!);
      await release(orderOf('RETRY', all[0]!));
      expect(await statesOf(...all)).toEqual(['WAITING', 'WAITING', 'DEAD', 'PARKED']);
      expect(await find(all[0]!)).toMatchObject({ state: 'BLOCKED', headId: all[2]!.deliveryId });
    });

    it('puts a removal message of a stopped case on hold, and lets what waits behind it go', async () => {
      const of = newUnit();
      const [removal, next] = [of('a', 1, { removal: true }), of('a', 2)];
      await take(removal, next);
      await die(removal);
      await bench().stop(removal.caseKey);
      expect(await release(orderOf('RETRY', removal))).toEqual({ kind: 'held' });
      expect(await statesOf(removal, next)).toEqual(['HELD', 'WAITING']);
      // Still in its lane, for it has to be said that it is on hold.
      expect(await inLane(removal)).toEqual([removal.deliveryId, next.deliveryId]);
    });

    it('leaves on hold what is on hold while its case is stopped, and after the stop only for who asks', async () => {
      const of = newUnit();
      const removal = of('a', 1, { removal: true });
      await take(removal);
      await bench().stop(removal.caseKey);
      await stores().deliveries.settle(removal.deliveryId, 'HELD', 'stopped');
      expect(await release(orderOf('RETRY', removal))).toEqual({ kind: 'held' });
      await bench().lift(removal.caseKey);
      expect(await statesOf(removal)).toEqual(['HELD']);
      expect(await release(orderOf('RETRY', removal))).toEqual({ kind: 'released' });
      expect(await inLane(removal)).toEqual([removal.deliveryId]);
    });

    it('of a removal message parks it where its case is blocked by another', async () => {
      const of = newUnit();
      const [head, removal] = [of('a', 1), of('a', 2, { removal: true })];
      await take(head, removal);
      await stores().deliveries.settle(removal.deliveryId, 'HELD', 'stopped');
      await die(head);
      expect(await release(orderOf('RETRY', removal))).toEqual({ kind: 'parked' });
      await release(orderOf('SKIP', head));
      expect(await statesOf(removal)).toEqual(['WAITING']);
    });

    it('lets nobody go on with what he read of the lane before', async () => {
      const of = newUnit();
      const all = [1, 2, 3].map((n) => of('a', n));
      await take(...all);
      const wanted = { endpoint: 'GEM', lease: newPlan(), leaseMs: 600_000, most: new Map([[all[0]!.unit ?? '', 1]]) };
      const [lane] = (await stores().lanes.claim(wanted)).lanes;
      await die(all[0]!);
      await release(orderOf('RETRY', all[0]!));
      const again = (await stores().lanes.claim(wanted)).lanes[0] ?? lane!;
      expect(await stores().deliveries.beginAttempt(all[2]!, again)).toEqual({ kind: 'not-now', state: 'WAITING' });
      expect(await stores().deliveries.beginAttempt(all[0]!, again)).toMatchObject({ kind: 'attempting' });
    });

    it('says why nothing was released', async () => {
      const of = newUnit();
      await take(of('a', 1), of('a', 2));
      await stores().deliveries.settle(of('a', 1).deliveryId, 'DELIVERED');
      const orders = [of('a', 1), of('a', 2), of('x', 9)].map((one) => orderOf('RETRY', one));
      expect(await stores().releases.release(orders)).toEqual([
        { kind: 'not-now', state: 'DELIVERED' },
        { kind: 'not-now', state: 'WAITING' },
        { kind: 'unknown' },
      ]);
    });

    it('answers many orders in their order', async () => {
      const of = newUnit();
      const all = Array.from({ length: 40 }, (_, n) => of(`c${n}`, n + 1));
      await take(...all);
      for (const one of all.filter((_, n) => n % 2 === 0)) await die(one);
      const planId = newPlan();
      const answers = await stores().releases.release(all.map((one) => orderOf('RETRY', one, planId)));
      expect(answers.map(({ kind }) => kind)).toEqual(all.map((_, n) => (n % 2 === 0 ? 'released' : 'not-now')));
      expect(new Set(await statesOf(...all))).toEqual(new Set(['WAITING']));
    });

    it('makes no lane for who fetches', async () => {
      const of = newUnit('EMB');
      await stores().deliveries.take([of('a', 1), of('a', 2)], { hasLanes: () => false, lease: null });
      await stores().lanes.restore('EMB', ({ unit }) => unit !== of('a', 1).unit);
      await die(of('a', 1));
      await release(orderOf('RETRY', of('a', 1)));
      expect(await inLane(of('a', 1))).toEqual([]);
      const waiting = await stores().queue.waiting([of('a', 1)], 10);
      expect(waiting.map(({ delivery }) => delivery.logOffset)).toEqual([1, 2]);
    });

    it('of a stop needs no case', async () => {
      const of = newUnit();
      const stop = of('a', 1, { lane: 'STOP' });
      await take(of('a', 2), stop);
      await die(stop);
      expect(await release(orderOf('RETRY', stop))).toEqual({ kind: 'released' });
      expect(await inLane(stop)).toEqual([stop.deliveryId]);
    });

    describe('by a corrected message', () => {
      const replace = (head: IncomingDelivery, by: IncomingDelivery): Promise<Released | undefined> =>
        release({ kind: 'REPLACE', deliveryId: head.deliveryId, by: by.deliveryId, planId: newPlan(), withhold: [] });

      async function corrected(party: string, supersedes: (head: IncomingDelivery) => readonly string[]) {
        const of = newUnit();
        const [head, next, by] = [1, 2, 3].map((n) => of('a', n)) as [
          IncomingDelivery,
          IncomingDelivery,
          IncomingDelivery,
        ];
        await take(head, next);
        await die(head);
        await bench().submit(head.messageId, 'DTV');
        await bench().submit(by.messageId, party, supersedes(head));
        await take(by);
        return { head, next, by };
      }

      it('gives it the place of the head, which stays dead and marked', async () => {
        const { head, next, by } = await corrected('DTV', ({ messageId }) => [messageId]);
        const found = await stores().blockedCases.replacements([head.deliveryId]);
        expect(found.get(head.deliveryId)?.map(({ deliveryId }) => deliveryId)).toEqual([by.deliveryId]);
        expect(await replace(head, by)).toEqual({ kind: 'released' });
        expect(await rowOf(head)).toMatchObject({ state: 'DEAD', resolution: 'REPLACED', blocks: false });
        expect(await inLane(head)).toEqual([by.deliveryId, next.deliveryId]);
      });

      it('is blocked again in the same place when that fails too', async () => {
        const { head, next, by } = await corrected('DTV', ({ messageId }) => [messageId]);
        await replace(head, by);
        await die(by);
        expect(await statesOf(head, by, next)).toEqual(['DEAD', 'DEAD', 'PARKED']);
        expect(await find(head)).toMatchObject({ headId: by.deliveryId, parked: 1 });
      });

      it.each<[string, string, (head: IncomingDelivery) => readonly string[]]>([
        ['names another message', 'DTV', () => ['unknown']],
        ['names none', 'DTV', () => []],
        ['is of another sender', 'IND', ({ messageId }) => [messageId]],
      ])('does nothing where it %s', async (_what, party, supersedes) => {
        const { head, by } = await corrected(party, supersedes);
        expect(await stores().blockedCases.replacements([head.deliveryId])).toEqual(new Map());
        expect(await replace(head, by)).toEqual({ kind: 'not-now', state: 'DEAD' });
        expect(await find(head)).toMatchObject({ state: 'BLOCKED', headId: head.deliveryId, parked: 2 });
      });
    });
  });
}
