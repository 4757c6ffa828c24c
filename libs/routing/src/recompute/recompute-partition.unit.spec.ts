import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '#lib/domain';
import { InMemoryBroker, InMemoryLog, type RecordToPublish, type StoredRecord } from '#lib/messaging';
import { caseTraffic, InMemoryHubLogStore, RoutedLog, testSetUp, twoRuleSets, type TwoRuleSets } from '#lib/testing';
import { activate } from '../log/activate.js';
import { openLog } from '../log/open-log.js';
import { reRouteRecord } from '../log/re-route-record.js';
import type { PartitionRecomputed } from './recomputed.js';
import { recomputePartition } from './recompute-partition.js';

const CASES = 3;
const test: TwoRuleSets = twoRuleSets();
const { topics } = test;
const IND = topics.delivery('IND');

let broker: InMemoryBroker;
let log: InMemoryLog;
let router: RoutedLog;
/** Decisions and deliveries. */
let published: readonly RecordToPublish[];

beforeEach(async () => {
  broker = new InMemoryBroker();
  log = new InMemoryLog({ broker });
  router = new RoutedLog(test.hub, log, topics.messages);
  const rows = { partitionRow: () => Promise.resolve(null) };
  await openLog(testSetUp(test, log, new InMemoryHubLogStore(), rows, 1));
  await log.publish(caseTraffic(test, CASES));
  published = (await router.takeAll()).filter(({ topic }) => topic !== topics.quarantine);
});

function recompute(decided = router.placeOf(0).nextOffset): Promise<PartitionRecomputed> {
  const facts = new Map<string, CaseFacts>();
  return recomputePartition(
    {
      hub: test.hub,
      topics,
      log,
      decidedUpTo: () => Promise.resolve(decided),
      newFacts: () => ({ get: (key) => facts.get(key) ?? null, set: (key, value) => void facts.set(key, value) }),
    },
    0,
  );
}

const recordsOf = (topic: string): StoredRecord[] => broker.partition(topic, 0).records;

function change(topic: string, at: number, changed: (record: StoredRecord) => Partial<StoredRecord>): void {
  const records = recordsOf(topic);
  const record = records[at] as StoredRecord;
  records[at] = { ...record, ...changed(record) };
}

function withDecision(record: StoredRecord, changes: Readonly<Record<string, unknown>>): Partial<StoredRecord> {
  const decoded = test.contracts.decode(record.value ?? Buffer.alloc(0));
  if (!decoded.ok) throw new Error(decoded.reason);
  return { value: test.contracts.encode('decision-record', { ...decoded.content, ...changes }) };
}

describe('recomputing a partition', () => {
  it('agrees with what a router wrote, record by record', async () => {
    const deliveries = published.filter(({ topic }) => topic !== topics.decisions).length;
    expect(deliveries).toBeGreaterThan(CASES);
    expect(await recompute()).toEqual({
      partition: 0,
      records: 2 + 9 * CASES,
      decisions: { agree: 2 + 9 * CASES, repeated: 0, otherEngine: 0 },
      deliveries: { agree: deliveries, repeated: 0, otherEngine: 0 },
      undecided: 0,
      differences: 0,
      first: null,
    });
  });

  it('counts repeats of the same bytes, in order or late, as no difference', async () => {
    await log.publish(published);
    await log.publish(published.slice(0, 5));
    const found = await recompute();
    expect(found).toMatchObject({ differences: 0, decisions: { agree: 2 + 9 * CASES } });
    expect(found.decisions.repeated + found.deliveries.repeated).toBe(published.length + 5);
  });

  it('lets the end of the log be undecided, or decided but not finished', async () => {
    await log.publish(caseTraffic(test, 1, 2));
    expect(await recompute()).toMatchObject({ differences: 0, undecided: 9 });
    const before = router.placeOf(0).nextOffset;
    const more = await router.takeAll();
    expect(await recompute(before)).toMatchObject({ differences: 0, undecided: 9 });
    expect(more.length).toBeGreaterThan(9);
  });

  it('decides a re-route again as well', async () => {
    const rows = { partitionRow: () => Promise.resolve(null) };
    const setUp = testSetUp(test, log, new InMemoryHubLogStore(), rows, 1);
    const delivery = recordsOf(IND)[0];
    const [, offset] = delivery?.headers['schakel-log-place']?.split(':') ?? [];
    const original = recordsOf(topics.messages)[Number(offset)] as StoredRecord & { value: Buffer };
    const recipients = [{ endpoint: 'IND', thenRemoved: [], thenMasked: [] }];
    const plan = { planId: 'plan', planHash: 'a'.repeat(64), narrower: true, generation: 1 };
    const order = { messageId: delivery?.headers['schakel-message-id'] ?? '', ...plan, recipients };
    const delivered = recordsOf(IND).length;
    await log.publish([reRouteRecord(setUp, original, order)]);
    await router.takeAll();
    expect(recordsOf(IND)).toHaveLength(delivered + 1);
    expect(await recompute()).toMatchObject({ differences: 0, undecided: 0, records: 3 + 9 * CASES });
  });

  it('decides each part of the log by the rule set that was in force there', async () => {
    const rows = { partitionRow: () => Promise.resolve(null) };
    const setUp = testSetUp(test, log, new InMemoryHubLogStore(), rows, 1);
    const toCoa = () => recordsOf(topics.delivery('COA')).length;
    const first = toCoa();
    expect(await activate({ ...setUp, inForce: test.other }, { logId: test.hub.logId, partitions: 1 })).toMatchObject({
      activated: 1,
    });
    await log.publish(caseTraffic(test, CASES, 2));
    await router.takeAll();
    const second = toCoa();
    expect(await activate(setUp, { logId: test.hub.logId, partitions: 1 })).toMatchObject({ activated: 1 });
    await log.publish(caseTraffic(test, CASES, 3));
    await router.takeAll();
    expect([first, second - first, toCoa() - second]).toEqual([2 * CASES, CASES, 2 * CASES]);
    expect(await recompute()).toMatchObject({ differences: 0, records: 4 + 27 * CASES });
  });
});

describe('a difference is named by id, place and field, never by value:', () => {
  const decisionIdAt = (offset: number) => recordsOf(topics.decisions)[offset]?.headers['schakel-decision-id'];

  it('another decision', async () => {
    change(topics.decisions, 6, (record) => withDecision(record, { sender: 'CANARY' }));
    expect(await recompute()).toMatchObject({
      differences: 1,
      first: {
        kind: 'DIFFERENT',
        topic: topics.decisions,
        logOffset: 6,
        topicOffset: 6,
        field: 'sender',
        decisionId: decisionIdAt(6),
      },
    });
  });

  it('another delivery', async () => {
    change(IND, 1, ({ value }) => ({ value: Buffer.concat([value ?? Buffer.alloc(0), Buffer.from('x')]) }));
    const [, delivery] = recordsOf(IND);
    const found = await recompute();
    const logOffset = Number(delivery?.headers['schakel-log-place']?.split(':')[1]);
    expect(found.first).toMatchObject({
      kind: 'DIFFERENT',
      topic: IND,
      field: 'bytes',
      logOffset,
      deliveryId: delivery?.headers['ce_id'],
    });
    expect(found.first?.decisionId).toBe(delivery?.headers['schakel-decision-id']);
  });

  it.each([
    [{ ce_time: 'CANARY' }, 'header ce_time'],
    [{ canary: 'x' }, 'a header too many'],
  ])('another header %j', async (headers, field) => {
    change(IND, 0, (record) => ({ headers: { ...record.headers, ...(headers as Record<string, string>) } }));
    expect((await recompute()).first).toMatchObject({ kind: 'DIFFERENT', topic: IND, field });
  });

  it('a decision that is missing', async () => {
    const id = decisionIdAt(4);
    recordsOf(topics.decisions).splice(4, 1);
    expect(await recompute()).toMatchObject({
      differences: 1,
      first: { kind: 'MISSING', logOffset: 4, topicOffset: 5, decisionId: id },
    });
  });

  it('a delivery that is missing at the end', async () => {
    const gone = recordsOf(IND).pop();
    const found = await recompute();
    expect(found).toMatchObject({
      differences: 1,
      first: { kind: 'MISSING', topicOffset: null, deliveryId: gone?.headers['ce_id'] },
    });
  });

  it.each([
    ['a place that the log does not have', { 'schakel-log-place': '0:999' }],
    ['another partition', { 'schakel-log-place': '7:3' }],
    ['a delivery id of its own', { ce_id: '00000000-0000-8000-8000-00000000cafe' }],
    ['no id at all', { ce_id: 'the name of a person' }],
  ])('a delivery with %s', async (_what, headers) => {
    const [record] = recordsOf(IND) as [StoredRecord];
    await log.publish([
      {
        ...record,
        value: record.value ?? Buffer.alloc(0),
        headers: { ...record.headers, ...headers },
      },
    ]);
    const found = await recompute();
    expect(found).toMatchObject({ differences: 1, first: { kind: 'UNEXPLAINED', topic: IND } });
    expect(JSON.stringify(found)).not.toContain('person');
  });

  it('a decision of another log', async () => {
    const [record] = recordsOf(topics.decisions) as [StoredRecord];
    const { value } = withDecision(record, { logId: '00000000-0000-8000-8000-000000000002' });
    await log.publish([{ ...record, value: value ?? Buffer.alloc(0) }]);
    expect(await recompute()).toMatchObject({ differences: 1, first: { kind: 'UNEXPLAINED', decisionId: null } });
  });

  it('a repeat with other bytes', async () => {
    const [record] = recordsOf(IND) as [StoredRecord];
    await log.publish([{ ...record, value: Buffer.from([...(record.value ?? []), 1]) }]);
    expect(await recompute()).toMatchObject({ differences: 1, first: { kind: 'DIFFERENT', topic: IND } });
  });

  it('the first of several in the order of the case log', async () => {
    change(topics.decisions, 9, (record) => withDecision(record, { sender: 'X' }));
    change(IND, 0, () => ({ key: 'another' }));
    const place = Number(recordsOf(IND)[0]?.headers['schakel-log-place']?.split(':')[1]);
    expect(place).toBeLessThan(9);
    expect(await recompute()).toMatchObject({ differences: 2, first: { topic: IND, field: 'key', logOffset: place } });
  });

  it('a log that has lost its beginning', async () => {
    recordsOf(topics.messages).shift();
    expect(await recompute()).toMatchObject({ records: 0, first: { kind: 'CANNOT_DECIDE', logOffset: 0 } });
  });

  it('a rule set that is not here', async () => {
    const hub = { ...test.hub, program: () => null };
    const parts = {
      hub,
      topics,
      log,
      decidedUpTo: () => Promise.resolve(29),
      newFacts: () => ({ get: () => null, set: () => undefined }),
    };
    const found = await recomputePartition(parts, 0);
    expect(found).toMatchObject({
      first: { kind: 'CANNOT_DECIDE', logOffset: 1, reason: expect.stringContaining('lacks') },
    });
  });
});

describe('records of another engine', () => {
  it('are counted apart with their deliveries, and do not hide a difference after them', async () => {
    const place = Number(recordsOf(IND)[0]?.headers['schakel-log-place']?.split(':')[1]);
    change(topics.decisions, place, (record) => withDecision(record, { engine: 99 }));
    change(IND, 0, () => ({ value: Buffer.from('other bytes') }));
    const found = await recompute();
    expect(found).toMatchObject({ differences: 0, decisions: { otherEngine: 1 } });
    expect(found.deliveries.otherEngine).toBeGreaterThan(0);
    change(topics.decisions, place + 1, (record) => withDecision(record, { sender: 'X' }));
    expect(await recompute()).toMatchObject({ differences: 1, first: { logOffset: place + 1 } });
  });
});
