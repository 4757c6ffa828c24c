import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { CaseFacts } from '#lib/domain';
import { InMemoryBroker, InMemoryLog, partitionOf, type RecordToPublish, type StoredRecord } from '#lib/messaging';
import { caseKeyOf } from '#lib/platform';
import {
  acceptedRecord,
  InMemoryHubLogStore,
  RoutedLog,
  storedAt,
  testKeys,
  testSetUp,
  twoRuleSets,
  type TwoRuleSets,
} from '#lib/testing';
import type { Hub } from '../hub.js';
import { openLog } from '../log/open-log.js';
import { recomputePartition } from '../recompute/recompute-partition.js';
import { readAgain, type ReReading } from './re-read.js';

const PARTITIONS = 2;
const test: TwoRuleSets = twoRuleSets();
const { topics, contracts } = test;
const hub: Hub = { ...test.hub, liesIn: (caseKey, partition) => partitionOf(caseKey, PARTITIONS) === partition };
const asked: ReReading = { keys: hub.keys, contracts, partitionOf: (key) => partitionOf(key, PARTITIONS) };

/** As a door writes it, signed whole. */
function message(vNumber = '9999000001'): RecordToPublish {
  const content = contracts.sample('M06', seededRandom(3), { vNumber });
  const sender = { endpoint: 'DTV', unit: null } as const;
  return acceptedRecord(test, { code: 'M06', sender, id: 'one', acceptedAt: '2026-11-02T10:00:00.000Z', content });
}
const own = (record: RecordToPublish): number => partitionOf(record.key ?? '', PARTITIONS);
const why = (record: StoredRecord | null) => {
  const again = readAgain(asked, record);
  return again.kind === 'UNREADABLE' ? again.why : again.kind;
};

describe('a record that was set aside', () => {
  it('can be read when a door wrote it, under the key of its case', () => {
    const record = message();
    const stored = storedAt(record, 1 - own(record), 7);
    expect(readAgain(asked, stored)).toMatchObject({
      kind: 'READABLE',
      caseKey: caseKeyOf('9999000001', testKeys.caseKey),
      partition: own(record),
      code: 'M06',
      record: { key: record.key, value: record.value, headers: record.headers },
    });
  });

  it.each<[string, string, (record: StoredRecord) => StoredRecord | null]>([
    ['that is gone', 'gone', () => null],
    ['without a value', 'gone', (record) => ({ ...record, value: null })],
    [
      'without its MAC',
      'bad-origin',
      (record) => ({ ...record, headers: { ...record.headers, 'schakel-origin-mac': '' } }),
    ],
    [
      'of which an attribute was left out',
      'bad-origin',
      ({ headers: { ce_purpose: _out, ...headers }, ...record }) => ({ ...record, headers }),
    ],
    ['with other bytes', 'bad-origin', (record) => ({ ...record, value: Buffer.from('other') })],
    ['under another key', 'wrong-key', (record) => ({ ...record, key: 'a'.repeat(64) })],
  ])('%s never is', (_what, expected, changed) => {
    expect(why(changed(storedAt(message(), 0, 7)))).toBe(expected);
  });

  it('of the hub itself never is', async () => {
    const log = new InMemoryLog({ broker: new InMemoryBroker() });
    const rows = { partitionRow: () => Promise.resolve(null) };
    await openLog(testSetUp(test, log, new InMemoryHubLogStore(), rows, 1));
    for await (const page of log.read(topics.messages, 0, 0, 2))
      expect(page.map(why)).toEqual(['hub-record', 'hub-record']);
  });
});

describe('a record that is read again', () => {
  let broker: InMemoryBroker;
  let log: InMemoryLog;
  let router: RoutedLog;
  let record: RecordToPublish;

  beforeEach(async () => {
    broker = new InMemoryBroker();
    log = new InMemoryLog({ broker });
    router = new RoutedLog(hub, log, topics.messages);
    const rows = { partitionRow: () => Promise.resolve(null) };
    await openLog(testSetUp(test, log, new InMemoryHubLogStore(), rows, PARTITIONS));
    record = message();
    // A fault of some tool: the record of a case lies where nobody knows its facts.
    await log.publish([{ ...record, partition: 1 - own(record) }]);
  });

  const outcomes = (published: readonly RecordToPublish[]): unknown[] =>
    published.flatMap(({ topic, value }) => {
      const decoded = contracts.decode(value);
      return topic === topics.decisions && decoded.ok && decoded.content['messageId'] !== undefined
        ? [decoded.content['outcome']].filter((one) => one === 'DECIDED' || one === 'DUPLICATE')
        : [];
    });

  const readOnce = async (): Promise<void> => {
    const again = readAgain(asked, broker.partition(topics.messages, 1 - own(record)).records.at(-1) ?? null);
    if (again.kind !== 'READABLE') throw new Error(again.why);
    const { key, value, headers } = again.record;
    await log.publish([{ topic: topics.messages, key, value, headers, partition: again.partition }]);
  };

  it('is decided as if it had come there at first, once, and the log decided again agrees', async () => {
    expect(outcomes(await router.takeAll())).toEqual([]);
    await readOnce();
    expect(outcomes(await router.takeAll())).toEqual(['DECIDED']);
    await readOnce();
    expect(outcomes(await router.takeAll())).toEqual(['DUPLICATE']);
    for (const partition of [0, 1]) {
      const facts = new Map<string, CaseFacts>();
      const recomputed = await recomputePartition(
        {
          hub,
          topics,
          log,
          decidedUpTo: () => Promise.resolve(router.placeOf(partition).nextOffset),
          newFacts: () => ({ get: (key) => facts.get(key) ?? null, set: (key, value) => void facts.set(key, value) }),
        },
        partition,
      );
      expect(recomputed).toMatchObject({ differences: 0 });
    }
  });
});
