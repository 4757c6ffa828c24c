import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type IncomingDelivery, type TakeRequest } from '../deliveries.port.js';
import { newUnit } from './incoming-delivery.fixture.js';

/** What the delivery rows promise, in PostgreSQL and in memory. */
export function describeDeliveries(database: () => Pick<Database, 'deliveries'>): void {
  describe('deliveries', () => {
    const idOf = (request: TakeRequest): string => request.deliveryId;
    const requestOf = ({ record: _bytes, ...request }: IncomingDelivery): TakeRequest => request;

    it('are taken once, numbered without gaps, and found as they were given', async () => {
      const of = newUnit();
      const batch = [of('a', 1), of('b', 2), of('a', 3)];
      const taken = await database().deliveries.take(batch);
      expect(
        taken.taken.map((one) => (one.kind === 'older' ? null : [one.kind, one.delivery.seq, one.delivery.caseSeq])),
      ).toEqual([
        ['taken', 1, 1],
        ['taken', 2, 1],
        ['taken', 3, 2],
      ]);
      const found = await database().deliveries.find(idOf(of('a', 3)));
      expect(found).toMatchObject({ ...requestOf(of('a', 3)), state: 'WAITING', attempts: 0, lastErrorClass: null });
      expect(taken.taken[2]).toEqual({ kind: 'taken', delivery: found });
    });

    it('keep their row and number when the same records come again after a crash', async () => {
      const of = newUnit();
      const {
        taken: [first],
      } = await database().deliveries.take([of('a', 1), of('a', 2)]);
      const { taken: again } = await database().deliveries.take([of('a', 1), of('a', 2), of('a', 3)]);
      expect(again.map(({ kind }) => kind)).toEqual(['known', 'known', 'taken']);
      expect(again[0]).toEqual({ kind: 'known', delivery: first?.kind === 'taken' ? first.delivery : null });
      expect(again[2]).toMatchObject({ delivery: { seq: 3, caseSeq: 3 } });
    });

    it('are dropped below the watermark of their unit, case and lane, and of no other', async () => {
      const of = newUnit();
      await database().deliveries.take([of('a', 5)]);
      const { taken: later } = await database().deliveries.take([
        of('a', 5, { deliveryId: `${idOf(of('a', 5))}/x` }),
        of('a', 4),
        of('b', 4),
        of('a', 3, { lane: 'STOP' }),
      ]);
      expect(later.map(({ kind }) => kind)).toEqual(['older', 'older', 'taken', 'taken']);
    });

    it('are numbered without gaps when many take at once, for units in any order', async () => {
      const [one, other] = [newUnit(), newUnit()];
      const batches = Array.from({ length: 20 }, (_, n) => {
        const pair = [one(`c${n}`, n), other(`c${n}`, n)];
        return n % 2 === 0 ? pair : pair.reverse();
      });
      await Promise.all(batches.map((batch) => database().deliveries.take(batch)));
      for (const unitOf of [one, other]) {
        const listed = await database().deliveries.list({ endpoint: 'GEM', unit: unitOf('x', 0).unit });
        expect(listed.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      }
    });

    it('count an attempt before it is made, and again when the process that made it has gone', async () => {
      const of = newUnit();
      await database().deliveries.take([of('a', 1)]);
      const id = idOf(of('a', 1));
      expect(await database().deliveries.beginAttempt(of('a', 1), null)).toEqual({
        kind: 'attempting',
        attempts: 1,
        unanswered: 1,
      });
      expect(await database().deliveries.beginAttempt(of('a', 1), null)).toEqual({
        kind: 'attempting',
        attempts: 2,
        unanswered: 2,
      });
      expect(await database().deliveries.settle(id, 'WAITING', 'endpoint')).toBe(true);
      expect(await database().deliveries.find(id)).toMatchObject({
        state: 'WAITING',
        attempts: 2,
        lastErrorClass: 'endpoint',
      });
    });

    it('are never attempted or changed again once delivered', async () => {
      const of = newUnit();
      await database().deliveries.take([of('a', 1)]);
      const id = idOf(of('a', 1));
      await database().deliveries.beginAttempt(of('a', 1), null);
      expect(await database().deliveries.settle(id, 'DELIVERED')).toBe(true);
      expect(await database().deliveries.settle(id, 'DEAD', 'message')).toBe(false);
      expect(await database().deliveries.beginAttempt(of('a', 1), null)).toEqual({
        kind: 'not-now',
        state: 'DELIVERED',
      });
      expect(await database().deliveries.beginAttempt(of('unknown', 9), null)).toEqual({ kind: 'unknown' });
    });

    it.each(['HELD', 'DEAD'] as const)('do not come back by themselves from %s', async (state) => {
      const of = newUnit();
      await database().deliveries.take([of('a', 1)]);
      await database().deliveries.settle(idOf(of('a', 1)), state);
      expect(await database().deliveries.settle(idOf(of('a', 1)), 'WAITING')).toBe(false);
      expect(await database().deliveries.beginAttempt(of('a', 1), null)).toEqual({ kind: 'not-now', state });
    });

    it('are listed by state, case and message, a page at a time, and counted', async () => {
      const of = newUnit();
      await database().deliveries.take([of('a', 1), of('b', 2), of('a', 3)]);
      await database().deliveries.settle(idOf(of('b', 2)), 'DEAD', 'message');
      const { unit } = of('a', 1);
      const offsets = async (filter: object): Promise<number[]> =>
        (await database().deliveries.list({ endpoint: 'GEM', unit, ...filter })).map(({ logOffset }) => logOffset);
      expect(await offsets({ states: ['DEAD'] })).toEqual([2]);
      expect(await offsets({ caseKey: of('a', 1).caseKey })).toEqual([1, 3]);
      expect(await offsets({ messageId: of('a', 3).messageId })).toEqual([3]);
      expect(await offsets({ afterSeq: 1, limit: 1 })).toEqual([2]);
      const counts = (await database().deliveries.counts()).filter((row) => row.unit === unit);
      expect(counts).toEqual([
        { endpoint: 'GEM', unit, state: 'DEAD', count: 1 },
        { endpoint: 'GEM', unit, state: 'WAITING', count: 2 },
      ]);
    });

    it('may be for an endpoint without units', async () => {
      const request: IncomingDelivery = { ...newUnit()('a', 1), endpoint: 'COA', unit: null };
      await database().deliveries.take([request]);
      expect(await database().deliveries.list({ endpoint: 'COA', unit: null })).toMatchObject([{ unit: null, seq: 1 }]);
    });
  });
}
