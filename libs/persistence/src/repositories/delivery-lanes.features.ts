import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type IncomingDelivery, type TakeOptions } from '../deliveries.port.js';
import { FAILURES_TO_OPEN, type HeldLane } from '../delivery-lanes.port.js';
import { newUnit } from './incoming-delivery.fixture.js';

const LONG_MS = 600_000;
const failure = { probeAfterMs: 0, open: false, probe: false };
let leases = 0;

/** Who delivers what, and when: the same in PostgreSQL and in memory. A lease of 0 ms has run out at once. */
export function describeDeliveryLanes(database: () => Pick<Database, 'deliveries' | 'lanes'>): void {
  describe('the lanes of deliveries', () => {
    const take = (requests: IncomingDelivery[], options?: TakeOptions) => database().deliveries.take(requests, options);
    const claim = async (of: IncomingDelivery, most = 10, leaseMs = LONG_MS): Promise<readonly HeldLane[]> => {
      const lease = `lease-${leases++}`;
      const { lanes } = await database().lanes.claim({
        endpoint: of.endpoint,
        lease,
        leaseMs,
        most: new Map([[of.unit ?? '', most]]),
      });
      return lanes;
    };
    const idsIn = async (lane: HeldLane): Promise<string[] | null> =>
      (await database().lanes.next(lane))?.deliveries.map(({ delivery }) => delivery.deliveryId) ?? null;
    const keep = (room: number): TakeOptions => {
      return { hasLanes: () => true, lease: { id: `taker-${leases++}`, ms: LONG_MS, room: () => room } };
    };

    it('are given out once, stops first, then the one that has been due for longest', async () => {
      const of = newUnit();
      await take([of('a', 1)]);
      await take([of('b', 2), of('a', 3)]);
      await take([of('c', 4, { lane: 'STOP' })]);
      const lanes = await claim(of('a', 1));
      expect(lanes.map(({ caseKey }) => caseKey)).toEqual(['c', 'a', 'b'].map((name) => of(name, 0).caseKey));
      expect(await claim(of('a', 1))).toEqual([]);
    });

    it('hold their deliveries in order, with the bytes as the router wrote them', async () => {
      const of = newUnit();
      await take([of('a', 1), of('b', 2), of('a', 3)]);
      const lane = (await claim(of('a', 1))).find(({ caseKey }) => caseKey === of('a', 1).caseKey)!;
      const work = (await database().lanes.next(lane))!;
      expect(work.deliveries.map(({ delivery, record }) => [delivery.deliveryId, record])).toEqual(
        [of('a', 1), of('a', 3)].map(({ deliveryId, record }) => [deliveryId, record]),
      );
      expect(work.more).toBe(false);
    });

    it('come with their first deliveries, so that most need no reading of their own', async () => {
      const of = newUnit();
      await take([...Array.from({ length: 6 }, (_, n) => of('a', n + 1)), of('b', 7)]);
      const most = new Map([[of('a', 1).unit ?? '', 10]]);
      const asked = { endpoint: of('a', 1).endpoint, lease: `lease-${leases++}`, leaseMs: LONG_MS, most };
      const { lanes, first } = await database().lanes.claim(asked);
      const works = lanes.map((lane) => first.get(lane));
      expect(works.map((work) => work?.deliveries.map(({ delivery }) => delivery.deliveryId))).toEqual([
        [1, 2, 3, 4].map((n) => of('a', n).deliveryId),
        [of('b', 7).deliveryId],
      ]);
      expect(works.map((work) => work?.more)).toEqual([true, false]);
      expect(works.map((work) => work?.version)).toEqual(lanes.map(({ version }) => version));
      expect(works[1]?.deliveries[0]?.record).toEqual(of('b', 7).record);
    });

    it('give many deliveries in parts', async () => {
      const of = newUnit();
      const all = Array.from({ length: 20 }, (_, n) => of('a', n + 1));
      await take(all);
      const [lane] = await claim(of('a', 1));
      const work = (await database().lanes.next(lane!))!;
      expect(work.deliveries.map(({ delivery }) => delivery.deliveryId)).toEqual(
        all.slice(0, 16).map(({ deliveryId }) => deliveryId),
      );
      expect(work.more).toBe(true);
    });

    it('are the taker’s at once where they are new and it has room, and nobody else’s', async () => {
      const of = newUnit();
      const { lanes } = await take([of('a', 1), of('b', 2), of('a', 3)], keep(1));
      expect(lanes.map(({ caseKey }) => caseKey)).toEqual([of('a', 1).caseKey]);
      expect((await claim(of('a', 1))).map(({ caseKey }) => caseKey)).toEqual([of('b', 2).caseKey]);
      expect((await take([of('a', 4)], keep(9))).lanes).toEqual([]);
      expect(await idsIn(lanes[0]!)).toEqual([1, 3, 4].map((n) => of('a', n).deliveryId));
    });

    it('are not made for who fetches its deliveries, until it wants them pushed', async () => {
      const of = newUnit();
      await take([of('a', 1)], { hasLanes: () => false, lease: null });
      expect(await claim(of('a', 1))).toEqual([]);
      const { endpoint, unit } = of('a', 1);
      expect(await database().lanes.restore(endpoint, (recipient) => recipient.unit === unit)).toEqual([unit]);
      expect(await claim(of('a', 1))).toHaveLength(1);
    });

    it('are not the taker’s when they hold what it has not in hand', async () => {
      const of = newUnit();
      await take([of('a', 1)], { hasLanes: () => false, lease: null });
      expect((await take([of('a', 2)], keep(1))).lanes).toEqual([]);
      const [lane] = await claim(of('a', 1));
      expect(await idsIn(lane!)).toEqual([of('a', 1).deliveryId, of('a', 2).deliveryId]);
    });

    it('end with their last delivery, unless more was taken meanwhile', async () => {
      const of = newUnit();
      const { lanes } = await take([of('a', 1)], keep(1));
      await take([of('a', 2)]);
      const lane = lanes[0]!;
      const finish = (id: string, held: HeldLane) => database().lanes.finish(id, 'DELIVERED', null, held, true);
      expect(await finish(of('a', 1).deliveryId, lane)).toEqual({ changed: true, closed: false });
      const work = (await database().lanes.next(lane))!;
      expect(work.deliveries.map(({ delivery }) => delivery.deliveryId)).toEqual([of('a', 2).deliveryId]);
      const now = { ...lane, version: work.version };
      expect(await finish(of('a', 2).deliveryId, now)).toEqual({ changed: true, closed: true });
      expect(await database().lanes.next(now)).toBeNull();
      expect((await take([of('a', 3)], keep(1))).lanes).toHaveLength(1);
    });

    it('are closed empty only at the version that was read', async () => {
      const of = newUnit();
      const { lanes } = await take([of('a', 1)], keep(1));
      await database().lanes.finish(of('a', 1).deliveryId, 'DELIVERED', null, lanes[0]!, false);
      await take([of('a', 2)]);
      expect(await database().lanes.close(lanes[0]!)).toBe(false);
      expect(await idsIn(lanes[0]!)).toEqual([of('a', 2).deliveryId]);
    });

    it('go back with a failure, and are due again when their time has come', async () => {
      const of = newUnit();
      const { lanes } = await take([of('a', 1)], keep(1));
      await database().deliveries.beginAttempt(of('a', 1), lanes[0]!);
      const failed = { deliveryId: of('a', 1).deliveryId, errorClass: 'endpoint' };
      await database().lanes.release(lanes[0]!, LONG_MS, failed);
      expect(await claim(of('a', 1))).toEqual([]);
      const row = { state: 'WAITING', attempts: 1, unanswered: 0, lastErrorClass: 'endpoint' };
      expect(await database().deliveries.find(failed.deliveryId)).toMatchObject(row);
    });

    it('pass to another process when the lease has run out, and then obey the first no longer', async () => {
      const of = newUnit();
      await take([of('a', 1), of('a', 2)]);
      const [slow] = await claim(of('a', 1), 1, 0);
      const [other] = await claim(of('a', 1));
      expect(await database().deliveries.beginAttempt(of('a', 1), slow!)).toEqual({ kind: 'lost' });
      expect(await database().lanes.next(slow!)).toBeNull();
      expect(await database().lanes.close({ ...slow!, version: other!.version })).toBe(false);
      await database().lanes.release(slow!, 0);
      expect(await claim(of('a', 1))).toEqual([]);
      expect(await database().deliveries.beginAttempt(of('a', 1), other!)).toMatchObject({ kind: 'attempting' });
    });

    it('stay with the process that goes on attempting', async () => {
      const of = newUnit();
      await take([of('a', 1)]);
      const [lane] = await claim(of('a', 1), 1, 0);
      expect(await database().deliveries.beginAttempt(of('a', 1), lane!)).toMatchObject({ kind: 'attempting' });
      expect(await claim(of('a', 1))).toEqual([]);
    });

    it('keep what a stop has put on hold until that was said', async () => {
      const of = newUnit();
      const { lanes } = await take([of('a', 1)], keep(1));
      expect(await database().lanes.finish(of('a', 1).deliveryId, 'HELD', 'stopped', lanes[0]!, true)).toEqual({
        changed: true,
        closed: true,
      });
      expect(await database().deliveries.find(of('a', 1).deliveryId)).toMatchObject({ state: 'HELD' });
    });

    it('of a recipient that keeps failing are given out one at a time, to probe', async () => {
      const of = newUnit();
      const recipient = { endpoint: of('a', 1).endpoint, unit: of('a', 1).unit };
      await take([of('a', 1), of('b', 2), of('c', 3)]);
      for (let n = 1; n < FAILURES_TO_OPEN; n += 1) {
        expect(await database().lanes.noteFailure(recipient, failure)).toMatchObject({ failures: n, open: false });
      }
      expect(await database().lanes.noteFailure(recipient, { ...failure, probeAfterMs: LONG_MS })).toMatchObject({
        open: true,
      });
      expect(await claim(of('a', 1))).toEqual([]);
      await database().lanes.allowProbe(recipient);
      expect(await claim(of('a', 1))).toHaveLength(1);
      expect(await claim(of('a', 1))).toEqual([]);
      await database().lanes.noteFailure(recipient, failure);
      expect(await claim(of('a', 1))).toEqual([]);
      await database().lanes.noteFailure(recipient, { ...failure, probe: true });
      expect(await claim(of('a', 1))).toHaveLength(1);
      await database().lanes.noteAnswer(recipient);
      expect(await claim(of('a', 1))).toHaveLength(1);
    });

    it('of a recipient that asked to be left alone wait at once', async () => {
      const of = newUnit();
      const recipient = { endpoint: of('a', 1).endpoint, unit: of('a', 1).unit };
      await take([of('a', 1)]);
      expect(
        await database().lanes.noteFailure(recipient, { ...failure, probeAfterMs: LONG_MS, open: true }),
      ).toMatchObject({ failures: 1, open: true });
      expect(await claim(of('a', 1))).toEqual([]);
    });
  });
}
