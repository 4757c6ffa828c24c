import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { HubTables } from './hub-tables.fixture.js';

export function describeCaseHistories(database: () => Database): void {
  describe('the history of a case', () => {
    it('has its decisions in the order of the log, with rows and receipts of their deliveries', async () => {
      const hub = new HubTables(database);
      await hub.decide([1, 3]);
      await hub.decide([4], { refusal: 'DENY_HARD:HD1' });
      await hub.take([1], 'DEAD', 'message');
      await hub.say(1, 'DEAD', 'http-400');
      await hub.take([3]);
      const { caseKey } = hub;
      const history = await database().caseHistories.read({ caseKey });
      expect(history.decisions.map(({ logOffset, outcome }) => [logOffset, outcome])).toEqual([
        [1, 'DECIDED'],
        [3, 'DECIDED'],
        [4, 'DECIDED'],
      ]);
      const [first, second, third] = history.decisions;
      const { deliveryId, unit } = hub.delivery(1);
      expect(first?.cells).toEqual([{ recipient: 'GEM', unit, refusal: null, ruleId: 'm06-gem', deliveryId }]);
      expect(third?.cells).toMatchObject([{ refusal: 'DENY_HARD:HD1', deliveryId: null }]);
      expect(second).toMatchObject({ message: 'M06', sender: 'DTV', ruleSetId: 'rules', logPartition: hub.partition });
      expect(history.deliveries).toMatchObject([
        { deliveryId, state: 'DEAD', attempts: 1, lastErrorClass: 'message' },
        { state: 'PARKED', attempts: 0 },
      ]);
      expect(history.receipts).toMatchObject([{ deliveryId, outcome: 'DEAD', reason: 'http-400' }]);
      expect(history).toMatchObject({ next: null, undecided: [], suspended: false, stops: [] });
    });

    it('has every plan that released a delivery, in order, and not only the last', async () => {
      const hub = new HubTables(database);
      await hub.decide([1, 3]);
      await hub.take([1], 'DEAD', 'message');
      await hub.take([3]);
      const { caseKey } = hub;
      const { deliveryId } = hub.delivery(1);
      const [first, second] = [randomUUID(), randomUUID()];
      await database().releases.release([{ kind: 'RETRY', deliveryId, planId: first, withhold: [] }]);
      await database().deliveries.beginAttempt(hub.delivery(1), null);
      await database().deliveries.settle(deliveryId, 'DEAD', 'message');
      await database().releases.release([{ kind: 'SKIP', deliveryId, planId: second, withhold: [] }]);
      const { releases, deliveries } = await database().caseHistories.read({ caseKey });
      expect(releases).toMatchObject([
        { deliveryId, planId: first, kind: 'RETRY' },
        { deliveryId, planId: second, kind: 'SKIP' },
      ]);
      expect(deliveries[0]).toMatchObject({ planId: second, resolution: 'SKIPPED', deaths: 2 });
      expect(Date.parse(releases[0]?.at ?? '')).toBeLessThanOrEqual(Date.parse(releases[1]?.at ?? ''));
    });

    it('goes on after a place', async () => {
      const hub = new HubTables(database);
      await hub.decide([1, 3, 4]);
      const { caseKey } = hub;
      const page = await database().caseHistories.read({ caseKey, limit: 2 });
      expect(page.decisions.map(({ logOffset }) => logOffset)).toEqual([1, 3]);
      const rest = await database().caseHistories.read({ caseKey, limit: 2, afterOffset: page.next ?? 0 });
      expect([rest.decisions.map(({ logOffset }) => logOffset), rest.next]).toEqual([[4], null]);
    });

    it('has messages that are not decided yet, and stops that the router has not seen yet', async () => {
      const hub = new HubTables(database);
      const { caseKey } = hub;
      const { messageId } = hub.delivery(2);
      const given = { source: 'urn:a', contentHash: 'h', party: 'IND', code: 'M04', caseKey, leaseMs: 1000 };
      const acceptedAt = '2026-03-01T09:00:00.000Z';
      await database().submissions.begin({ ...given, id: hub.unit, messageId, acceptedAt });
      await database().stops.begin({
        messageId,
        caseKey,
        ground: 'REPEATED_APPLICATION',
        record: { topic: 't', key: caseKey, value: Buffer.of(1), headers: {} },
      });
      const before = await database().caseHistories.read({ caseKey });
      expect(before.undecided).toEqual([{ messageId, party: 'IND', code: 'M04', acceptedAt, state: 'RUNNING' }]);
      expect(before.stops).toEqual([{ messageId, ground: 'REPEATED_APPLICATION' }]);
      await hub.decide([2]);
      expect((await database().caseHistories.read({ caseKey })).undecided).toEqual([]);
    });

    it('of a case that the hub does not know is empty', async () => {
      const history = await database().caseHistories.read({ caseKey: 'nobody' });
      expect(history).toMatchObject({
        decisions: [],
        deliveries: [],
        receipts: [],
        releases: [],
        undecided: [],
        stops: [],
      });
    });
  });
}
