import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { newUnit } from './incoming-delivery.fixture.js';

/** What recipients that fetch find waiting, in PostgreSQL and in memory. */
export function describeDeliveryQueue(database: () => Pick<Database, 'deliveries' | 'queue'>): void {
  describe('the queue of a recipient that fetches', () => {
    const fetched = { hasLanes: () => false, lease: null };

    it('holds what is open for it, stops first, in order, with the bytes', async () => {
      const [of, other] = [newUnit(), newUnit()];
      const all = [of('a', 1), of('b', 2), of('a', 3), of('c', 4, { lane: 'STOP' }), of('d', 5)];
      await database().deliveries.take([...all, other('a', 1)], fetched);
      await database().deliveries.settle(of('b', 2).deliveryId, 'DELIVERED');
      await database().deliveries.settle(of('d', 5).deliveryId, 'DEAD', 'message');
      const waiting = await database().queue.waiting([of('a', 1)], 10);
      expect(waiting.map(({ delivery, record }) => [delivery.deliveryId, record])).toEqual(
        [of('c', 4), of('a', 1), of('a', 3)].map(({ deliveryId, record }) => [deliveryId, record]),
      );
      expect(await database().queue.waiting([of('a', 1)], 2)).toEqual(waiting.slice(0, 2));
      expect([await database().queue.count([of('a', 1)], 10), await database().queue.count([of('a', 1)], 2)]).toEqual([
        3, 2,
      ]);
    });

    it('is that of all its own units and of nobody else', async () => {
      const [one, two, other] = [newUnit(), newUnit(), newUnit()];
      await database().deliveries.take([two('a', 1), one('a', 1), other('a', 1)], fetched);
      const waiting = await database().queue.waiting([one('a', 1), two('a', 1)], 10);
      expect(waiting.map(({ delivery }) => delivery.unit)).toEqual([one('a', 1).unit, two('a', 1).unit]);
      expect(await database().queue.waiting([], 10)).toEqual([]);
      expect(await database().queue.count([], 10)).toBe(0);
    });

    it('knows a delivery by its id only for whom it is', async () => {
      const [of, other] = [newUnit(), newUnit()];
      await database().deliveries.take([of('a', 1), other('a', 1)], fetched);
      const ids = [of('a', 1).deliveryId, other('a', 1).deliveryId, 'unknown'];
      const own = await database().queue.own([of('a', 1)], ids);
      expect(own.map(({ delivery }) => delivery.deliveryId)).toEqual([of('a', 1).deliveryId]);
    });
  });
}
