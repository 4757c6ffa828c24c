import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '#lib/persistence';
import type { TakenRecord } from './deliver-record.js';
import { inLanes } from './in-lanes.js';

const record = { topic: 't', partition: 0, offset: 0, key: null, value: null, headers: {} };

function taken(name: string, lane: 'CASE' | 'STOP', unit: string | null = null, caseKey = 'case'): TakenRecord {
  // Only what lanes are made of.
  return { record, delivery: { deliveryId: name, lane, unit, caseKey } as Delivery };
}

async function orderOf(records: readonly TakenRecord[]): Promise<readonly string[]> {
  const begun: string[] = [];
  await inLanes(records, new AbortController().signal, ({ delivery }) => {
    begun.push(delivery.deliveryId);
    return Promise.resolve('done');
  });
  return begun;
}

describe('deliveries side by side', () => {
  it('begin with the stops, whatever waits before them', async () => {
    const waiting = Array.from({ length: 20 }, (_, n) => taken(`case ${n}`, 'CASE', null, `case-${n}`));
    const [first] = await orderOf([...waiting, taken('stop', 'STOP', null, 'case-19')]);
    expect(first).toBe('stop');
  });

  it('let a stop pass a delivery of its own case that can not be made', async () => {
    const begun: string[] = [];
    const stuck = new AbortController();
    const ends = inLanes([taken('stuck', 'CASE'), taken('stop', 'STOP')], stuck.signal, async ({ delivery }) => {
      begun.push(delivery.deliveryId);
      if (delivery.deliveryId === 'stop') return 'done';
      await new Promise((resolve) => stuck.signal.addEventListener('abort', resolve, { once: true }));
      return 'stopped';
    });
    expect(begun).toContain('stop');
    stuck.abort();
    expect((await ends).sort()).toEqual(['done', 'stopped']);
  });

  it('keep the order within one unit and case, and make nobody wait for another unit', async () => {
    const order = await orderOf([taken('a1', 'CASE', 'a'), taken('a2', 'CASE', 'a'), taken('b1', 'CASE', 'b')]);
    expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2']);
    expect(order.indexOf('b1')).toBeLessThan(order.indexOf('a2'));
  });
});
