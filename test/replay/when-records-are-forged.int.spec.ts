import { createSecretKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ReRouteOrder } from '#lib/contracts';
import { ENDPOINTS } from '#lib/domain';
import { partitionOf, type RecordToPublish, type StoredRecord } from '#lib/messaging';
import type { Delivery } from '#lib/persistence';
import { originMac } from '#lib/platform';
import { reRouteOrder } from '#lib/routing';
import { testKeys, until } from '#lib/testing';
import { OPERATOR, ReplayWorld } from './replay-world.js';

jest.setTimeout(240_000);

const NOBODYS = { current: 'nobody', keys: new Map([['nobody', createSecretKey(Buffer.alloc(32, 9))]]) };

let world: ReplayWorld;
let people = 9_999_000_900;
let vNumber: string;
/** A message that is dead, and one of another person that its recipient took. */
let dead: Delivery;
let taken: Delivery;

beforeAll(async () => {
  world = await ReplayWorld.open();
  world.startConsole();
});

beforeEach(async () => {
  const other = String((people += 1));
  vNumber = String((people += 1));
  const ids = await world.interviews(other, 1);
  await world.settled(ids, 'DELIVERED');
  taken = await world.row(ids[0]!);
  dead = await world.row((await world.blocked(vNumber, 1))[0]!);
});

afterAll(() => world.remove());

/** Records that the router has written for recipients, and what COA took. */
async function sent(): Promise<readonly number[]> {
  const { topics } = world.test;
  const ends = await Promise.all(ENDPOINTS.map((endpoint) => world.log.ends(topics.delivery(endpoint))));
  return [ends.flat().reduce((sum, { high }) => sum + high, 0), world.taken.length];
}

async function genuineDeadLetter(): Promise<StoredRecord & { readonly value: Buffer }> {
  const topic = world.test.topics.deadLetter('COA');
  const found: (StoredRecord & { readonly value: Buffer })[] = [];
  for (const { partition, low, high } of await world.log.ends(topic)) {
    if (low === high) continue;
    for await (const page of world.log.read(topic, partition, low, high)) {
      for (const one of page) {
        if (one.value !== null && one.headers['ce_id'] === dead.deliveryId) found.push({ ...one, value: one.value });
      }
    }
  }
  if (found[0] === undefined) throw new Error('Looking for a dead letter: there is none.');
  return found[0];
}

/** To have the taken message decided again for its recipient, of a plan that nobody made. */
function orderOf(changes: Partial<ReRouteOrder> = {}, ring = testKeys.ring): RecordToPublish {
  const { contracts, topics } = world.test;
  const order: ReRouteOrder = {
    ...{ messageId: taken.messageId, logPartition: taken.logPartition, logOffset: taken.logOffset, generation: 3 },
    ...{ planId: randomUUID(), planHash: 'a'.repeat(64), narrower: false },
    recipients: [{ endpoint: 'COA', thenRemoved: [], thenMasked: [] }],
    ...changes,
  };
  const sign = (claim: Parameters<typeof originMac>[0]) => originMac(claim, ring);
  return reRouteOrder({ contracts, topics, sign, now: () => '2026-11-20T12:00:00.000Z' }, taken.caseKey, order);
}

describe('records that claim what the hub never wrote', () => {
  it('R15: are followed by no plan when they lie among the dead letters', async () => {
    const { topics } = world.test;
    const letter = await genuineDeadLetter();
    const claims = [randomUUID(), taken.deliveryId, dead.deliveryId];
    // As if it had died for another delivery, of another case, at another recipient; and once more as it is.
    const forged = ['COA', 'IND'].flatMap((endpoint) =>
      claims.map((id) => ({
        ...{ topic: topics.deadLetter(endpoint as 'COA'), key: taken.caseKey, value: letter.value },
        partition: partitionOf(taken.caseKey, 2),
        headers: {
          ...letter.headers,
          ...{ ce_id: id, 'schakel-case-key': taken.caseKey, 'schakel-message-id': taken.messageId },
          ...{ 'schakel-log-place': `${taken.logPartition}:${taken.logOffset}`, ce_subject: taken.caseKey },
          '__connect.errors.topic': topics.delivery('IND'),
        },
      })),
    );
    await world.log.publish([...forged, letter]);
    const before = await sent();

    const since = '2026-01-01T00:00:00Z';
    for (const selection of [{ caseKey: taken.caseKey }, { endpoint: 'IND', since }]) {
      expect(await world.planned({ selection })).toMatchObject({ state: 'FAILED', halt: { code: 'nothing-found' } });
    }
    const named = await world.planned({ selection: { deliveryIds: claims.slice(0, 2) } });
    expect(named.counts).toMatchObject({ sending: 0, byVerdict: { DONE: 1 } });
    expect(await world.items(named.planId)).toMatchObject([{ deliveryId: taken.deliveryId }]);
    expect(await world.desk.run(named.planId, OPERATOR)).toMatchObject({ ok: false });

    const plan = await world.planned({ selection: { endpoint: 'COA', since } });
    const items = await world.items(plan.planId);
    expect(items.map(({ deliveryId, caseKey }) => [deliveryId, caseKey])).toEqual([[dead.deliveryId, dead.caseKey]]);
    expect((await world.carriedOut(plan)).run?.byOutcome).toEqual({ DELIVERED: 1 });
    expect(await sent()).toEqual([before[0], (before[1] ?? 0) + 1]);
    expect(world.taken.at(-1)).toBe(dead.deliveryId);
  });

  it('R15: are left out by the router when they lie among the orders, and alarm', async () => {
    const whole = orderOf();
    const { 'schakel-origin-mac': _mac, ...unsigned } = whole.headers;
    const orders = [
      { ...whole, headers: unsigned },
      orderOf({}, NOBODYS),
      // The signature of one order under the words of another.
      { ...whole, value: orderOf({ recipients: [{ endpoint: 'IND', thenRemoved: [], thenMasked: [] }] }).value },
      // As a door of an agency signs what it accepted.
      { ...whole, headers: { ...whole.headers, ce_source: 'urn:test:agency' } },
      // Signed by the hub, but another message lies at that place, or none.
      orderOf({ logPartition: dead.logPartition, logOffset: dead.logOffset }),
      orderOf({ logOffset: 1_000_000 }),
    ];
    const [before, alarms] = [await sent(), world.alarms];
    await world.log.publish(orders);
    await until('every one of them to be left out', () => world.alarms === alarms + orders.length);

    const plan = await world.planned({ kind: 'RE_ROUTE', selection: { caseKey: world.caseKey(vNumber) } });
    expect((await world.carriedOut(plan)).run?.byOutcome).toEqual({ DELIVERED: 1 });
    // One of the plan's own, which the router decided after all that was written before it.
    expect(await sent()).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
    expect((await world.row(taken.deliveryId)).state).toBe('DELIVERED');
    expect(world.alarms).toBe(alarms + orders.length);
  });
});
