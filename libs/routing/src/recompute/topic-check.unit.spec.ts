import { describe, expect, it } from '@jest/globals';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import { DifferenceList } from './difference-list.js';
import { TopicCheck, type TopicKind } from './topic-check.js';

/** More than are remembered. */
const MANY = 6_000;
const PAGE = 500;

const kind: TopicKind = {
  read: () => null,
  nameOf: ({ headers }) => ({ id: headers['id'] ?? null, logOffset: Number(headers['place']) }),
  isOfOtherEngine: () => false,
  difference: ({ id }) => ({ record: 'decision', decisionId: id, deliveryId: null }),
};

function record(place: number, value = `value ${place}`): RecordToPublish {
  return { topic: 't', key: null, value: Buffer.from(value), headers: { id: `id-${place}`, place: String(place) } };
}

async function check(records: readonly RecordToPublish[]): Promise<{ check: TopicCheck; differences: DifferenceList }> {
  const stored = records.map((one, offset): StoredRecord => ({ ...one, partition: 0, offset }));
  const differences = new DifferenceList();
  const pages = async function* (from: number, to: number): AsyncGenerator<readonly StoredRecord[]> {
    for (let at = from; at < to; at += PAGE) yield await Promise.resolve(stored.slice(at, Math.min(to, at + PAGE)));
  };
  const made = new TopicCheck({ topic: 't', partition: 0, end: stored.length, readPages: pages }, kind, differences);
  for (let place = 0; place < MANY; place += 1) {
    await made.expect(place, [{ id: `id-${place}`, record: record(place) }], 'must');
  }
  await made.finish(MANY);
  await made.close();
  return { check: made, differences };
}

const all = Array.from({ length: MANY }, (_, place) => record(place));

describe('a repeat that comes thousands of records late', () => {
  it('is a repeat when it has the bytes of the first', async () => {
    const { check: made, differences } = await check([...all, record(0), record(1), record(0)]);
    expect([made.counts, differences.count]).toEqual([{ agree: MANY, repeated: 3, otherEngine: 0 }, 0]);
  });

  it('is a difference when it has others', async () => {
    const { differences } = await check([...all, record(0), record(1, 'other')]);
    expect(differences).toMatchObject({ count: 1, first: { kind: 'DIFFERENT', logOffset: 1, topicOffset: MANY + 1 } });
  });

  it('is a difference when it has no first, however many there are', async () => {
    const forged = Array.from({ length: MANY }, (_, n) => ({
      ...record(0),
      headers: { id: `forged-${n}`, place: '7' },
    }));
    const { check: made, differences } = await check([...all, ...forged, record(3)]);
    expect([made.counts.repeated, differences.count]).toEqual([1, MANY]);
    expect(differences.first).toMatchObject({ kind: 'UNEXPLAINED', decisionId: 'forged-0' });
  });
});
