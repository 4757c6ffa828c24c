import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { seededRandom, type ReReadOrder, type ReRouteOrder } from '#lib/contracts';
import { InMemoryLog, type RecordToPublish, type StoredRecord } from '#lib/messaging';
import { caseKeyOf, messageIdOf, originMac, verifyOriginMac } from '#lib/platform';
import { openLog, reReadOrder, reRouteOrder } from '#lib/routing';
import { acceptedRecord, InMemoryHubLogStore, InMemoryRouterStore, testHub, testKeys, testSetUp } from '#lib/testing';

import { OrderTaker } from './order-taker.js';

const test = testHub();
const { topics, contracts } = test;
const keys = {
  verifyOrigin: (mac: string | undefined, parts: Parameters<typeof verifyOriginMac>[1]) =>
    verifyOriginMac(mac, parts, testKeys.ring),
  caseKeyOf: (vNumber: string) => caseKeyOf(vNumber, testKeys.caseKey),
  sign: (parts: Parameters<typeof originMac>[0]) => originMac(parts, testKeys.ring),
};
const now = () => '2026-11-20T12:00:00.000Z';
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

let log: InMemoryLog;
let alarms: number;
let original: StoredRecord;

beforeEach(async () => {
  log = new InMemoryLog();
  alarms = 0;
  await openLog(testSetUp(test, log, new InMemoryHubLogStore(), new InMemoryRouterStore(), 1));
  const content = contracts.sample('M06', seededRandom(3), { vNumber: '9999000001' });
  const message = acceptedRecord(test, {
    code: 'M06',
    sender: { endpoint: 'DTV', unit: null },
    id: 'one',
    acceptedAt: '2026-11-02T10:00:00.000Z',
    content,
  });
  await log.publish([message]);
  original = (await messages()).at(-1)!;
});

async function messages(): Promise<StoredRecord[]> {
  return recordsOf(topics.messages);
}

async function recordsOf(topic: string): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  const [end] = await log.ends(topic);
  for await (const page of log.read(topic, 0, 0, end?.high ?? 0)) records.push(...page);
  return records;
}

function orderOf(changes: Partial<ReRouteOrder> = {}): RecordToPublish {
  const order: ReRouteOrder = {
    messageId: messageIdOf(original.headers['ce_source'] ?? '', 'one'),
    logPartition: 0,
    logOffset: original.offset,
    generation: 1,
    planId: 'plan',
    planHash: 'a'.repeat(64),
    narrower: true,
    recipients: [{ endpoint: 'COA', thenRemoved: [], thenMasked: [] }],
    ...changes,
  };
  return reRouteOrder({ contracts, topics, sign: keys.sign, now }, original.key ?? '', order);
}

async function take(...orders: RecordToPublish[]) {
  await log.publish(orders);
  const partitionOf = () => 0;
  const alarm = () => (alarms += 1);
  const taker = new OrderTaker({ log, topics, contracts, keys, partitionOf, now, logger, alarm } as never);
  const records = await recordsOf(topics.operations);
  const batch = { topic: topics.operations, partition: 0, records, highWatermark: records.length };
  return taker.take({ ...batch, isStale: () => false, heartbeat: () => Promise.resolve() });
}

describe('an operator’s order', () => {
  it('becomes a record of the case log, in the partition and under the key of its case', async () => {
    expect(await take(orderOf())).toEqual({ kind: 'done' });
    const written = (await messages()).at(-1);
    expect(written).toMatchObject({ key: original.key, partition: 0, offset: original.offset + 1 });
    const decoded = contracts.decode(written?.value ?? Buffer.alloc(0));
    expect(decoded).toMatchObject({
      ok: true,
      code: 're-route',
      content: {
        originalOffset: original.offset,
        generation: 1,
        planId: 'plan',
        value: original.value?.toString('base64'),
      },
    });
    expect(verifyOriginMac(written?.headers['schakel-origin-mac'], written as never, testKeys.ring)).toBe('whole');
  });

  it('that comes again gives a record with the same id, which the log knows as a repeat', async () => {
    await take(orderOf());
    await take();
    const ids = (await messages()).slice(-2).map(({ headers }) => headers['ce_id']);
    expect(new Set(ids).size).toBe(1);
  });

  it.each<[string, () => RecordToPublish]>([
    [
      'with a signature of nobody',
      () => ({ ...orderOf(), headers: { ...orderOf().headers, 'schakel-origin-mac': '' } }),
    ],
    ['that was altered', () => ({ ...orderOf(), value: orderOf({ generation: 2 }).value })],
    ['for another message than lies at that place', () => orderOf({ logOffset: 0 })],
    ['for a place that the log does not have', () => orderOf({ logOffset: 99 })],
    ['of another kind', () => ({ ...orderOf(), value: original.value ?? Buffer.alloc(0) })],
  ])('%s is left out with an alarm, and the next one is taken', async (_name, wrong) => {
    const before = (await messages()).length;
    expect(await take(wrong(), orderOf({ generation: 7 }))).toEqual({ kind: 'done' });
    expect([alarms, (await messages()).length]).toEqual([1, before + 1]);
  });

  it('waits while the log can’t be written', async () => {
    log.broker.faults.beforePublish = (records) => {
      if (records.some(({ topic }) => topic === topics.messages)) throw new Error('the broker is gone');
    };
    expect(await take(orderOf())).toMatchObject({ kind: 'retry' });
  });
});

describe('an order to read a record again', () => {
  const readOrder = (changes: Partial<ReReadOrder> = {}): RecordToPublish => {
    const valueHash = createHash('sha256')
      .update(original.value ?? '')
      .digest('hex');
    const order = { logPartition: 0, logOffset: original.offset, valueHash, planId: 'plan', planHash: 'a'.repeat(64) };
    const place = { caseKey: original.key ?? '', partition: 0 };
    return reReadOrder({ contracts, topics, sign: keys.sign, now }, place, { ...order, ...changes });
  };

  it('puts it into the log once more, with the same key, bytes and headers', async () => {
    expect(await take(readOrder())).toEqual({ kind: 'done' });
    const { key, value, headers } = original;
    expect((await messages()).at(-1)).toEqual({ ...original, offset: original.offset + 1, key, value, headers });
    expect(alarms).toBe(0);
  });

  it.each<[string, () => RecordToPublish]>([
    ['for other bytes than were looked at', () => readOrder({ valueHash: 'b'.repeat(64) })],
    ['for a record of the hub itself', () => readOrder({ logOffset: 0 })],
    ['for a place that the log does not have', () => readOrder({ logOffset: 99 })],
    ['that was altered', () => ({ ...readOrder(), value: readOrder({ logOffset: 1 }).value })],
  ])('%s is left out with an alarm', async (_name, wrong) => {
    const before = (await messages()).length;
    expect(await take(wrong())).toEqual({ kind: 'done' });
    expect([alarms, (await messages()).length]).toEqual([1, before]);
  });

  it('is left out when no door of this hub wrote the record', async () => {
    const { key, headers, value } = original;
    const forged = { ...headers, ce_time: '2020-01-01T00:00:00.000Z' };
    await log.publish([
      { topic: topics.messages, key, value: value ?? Buffer.alloc(0), headers: forged, partition: 0 },
    ]);
    await take(readOrder({ logOffset: original.offset + 1 }));
    expect([alarms, (await messages()).length]).toEqual([1, original.offset + 2]);
  });
});
