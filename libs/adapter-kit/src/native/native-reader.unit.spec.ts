import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryLog, type RecordBatch, type StoredRecord } from '#lib/messaging';
import { fixedClock, silentLogger, topicNames } from '#lib/platform';
import { canonicalJson } from '../definition/canonical-json.format.js';
import type { Accepted } from '../inbound/accept-message.js';
import { problems } from '../inbound/problems.js';
import { TokenBuckets } from '../inbound/token-bucket.js';
import { NativeReader, type NativeReaderParts } from './native-reader.js';

const topics = topicNames('native');
const own = topics.agency('DTV');
const RECEIPT = {
  messageId: 'm',
  type: 't',
  status: 'ACCEPTED',
  acceptedAt: 'a',
  warnings: [],
  links: { self: 's' },
} as const;
const accepted: Accepted = { ok: true, receipt: RECEIPT, repeated: false, code: 'M06' };
const refusedWith = (
  problem: (typeof problems)[keyof typeof problems] extends (...args: never[]) => infer P ? P : never,
): Accepted => ({
  ok: false,
  problem,
});

describe('an agency’s own topic', () => {
  let log: InMemoryLog;
  let answers: Accepted[];
  let received: string[];

  beforeEach(async () => {
    log = new InMemoryLog();
    await log.ensureTopics([own.in, own.receipts, topics.deadLetter('DTV')].map((topic) => ({ topic, partitions: 2 })));
    answers = [];
    received = [];
  });

  const reader = (changes: Partial<NativeReaderParts> = {}): NativeReader =>
    new NativeReader({
      endpoint: 'DTV',
      format: canonicalJson,
      client: { name: 'agency-dtv', parties: [{ endpoint: 'DTV', unit: null }], scopes: new Set() },
      pipeline: {
        receiveDocument: (_client, _format, { document }) => {
          received.push(String(document.attributes.id));
          return Promise.resolve(answers.shift() ?? accepted);
        },
      },
      log,
      topics: own,
      deadLetters: topics.deadLetter('DTV'),
      group: 'native.native.dtv',
      quotas: new TokenBuckets({ perSecond: 1000, burst: 1000 }),
      clock: fixedClock('2026-03-02T09:00:00.000Z'),
      logger: silentLogger,
      count: () => undefined,
      ...changes,
    });

  const record = (offset: number, value: unknown, more: Partial<StoredRecord> = {}): StoredRecord => ({
    topic: own.in,
    partition: 1,
    offset,
    key: null,
    headers: {},
    value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    ...more,
  });
  const batchOf = (records: readonly StoredRecord[], isStale = () => false): RecordBatch => ({
    topic: own.in,
    partition: 1,
    records,
    highWatermark: 100,
    isStale,
    heartbeat: () => Promise.resolve(),
  });
  async function written(topic: string): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    for (const { partition, high } of await log.ends(topic)) {
      for await (const page of log.read(topic, partition, 0, high)) {
        found.push(...page.map(({ value }) => JSON.parse(value?.toString() ?? 'null') as Record<string, unknown>));
      }
    }
    return found;
  }

  it('is answered record by record, with the id and the place of each', async () => {
    answers = [accepted, refusedWith(problems.notYourMessage())];
    const outcome = await reader().handle(batchOf([record(4, { id: 'a' }), record(5, { id: 'b' })]));
    expect(outcome).toEqual({ kind: 'done' });
    expect(await written(own.receipts)).toEqual([
      { record: { id: 'a', partition: 1, offset: 4 }, status: 202, receipt: RECEIPT },
      {
        record: { id: 'b', partition: 1, offset: 5 },
        status: 403,
        problem: expect.objectContaining({ code: 'not-your-message', status: 403 }),
      },
    ]);
    expect(await written(topics.deadLetter('DTV'))).toEqual([]);
  });

  it.each([
    ['no value', null, {}],
    ['no JSON', '{"id": CANARY', {}],
    ['a list', '[]', {}],
    ['another media type', { id: 'x' }, { headers: { 'content-type': 'application/xml' } }],
    ['more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), {}],
    ['a key that may be a V-number', { id: 'x' }, { key: '9999000001' }],
  ])('answers %s and sets it aside as it came, without holding up the next', async (_what, value, more) => {
    const bad = record(7, value, more);
    expect(await reader().handle(batchOf([bad, record(8, { id: 'next' })]))).toEqual({ kind: 'done' });
    const [first, second] = await written(own.receipts);
    expect(first).toMatchObject({ record: { id: null, partition: 1, offset: 7 }, status: expect.any(Number) });
    expect(first?.['status']).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(first)).not.toMatch(/CANARY|9999000001/);
    expect(second).toMatchObject({ record: { id: 'next' }, status: 202 });
    const [dead] = await Promise.all(
      [0, 1].map(async (partition) => {
        for await (const page of log.read(topics.deadLetter('DTV'), partition, 0, 10)) return page[0];
        return undefined;
      }),
    ).then((all) => all.filter((one) => one !== undefined));
    expect(dead?.value).toEqual(bad.value ?? Buffer.alloc(0));
    expect(dead?.headers).toMatchObject({ '__connect.errors.topic': own.in, '__connect.errors.offset': '7' });
    expect(received).toEqual(['next']);
  });

  it('tries again, in order and without an answer, what the hub can’t take now', async () => {
    answers = [accepted, refusedWith(problems.unavailable())];
    const batch = [record(1, { id: 'a' }), record(2, { id: 'b' }), record(3, { id: 'c' })];
    expect(await reader().handle(batchOf(batch))).toEqual({ kind: 'resume-at', offset: 2 });
    expect(received).toEqual(['a', 'b']);
    expect(await written(own.receipts)).toHaveLength(1);
    answers = [refusedWith(problems.inProgress())];
    expect(await reader().handle(batchOf(batch.slice(1)))).toMatchObject({ kind: 'retry' });
    expect(await reader().handle(batchOf(batch.slice(1)))).toEqual({ kind: 'done' });
    expect((await written(own.receipts)).map((one) => (one['record'] as { id: string }).id)).toEqual(['a', 'b', 'c']);
  });

  it('waits for the sender’s quota instead of refusing', async () => {
    const quotas = new TokenBuckets({ perSecond: 1, burst: 1 });
    const batch = [record(1, { id: 'a' }), record(2, { id: 'b' })];
    expect(await reader({ quotas }).handle(batchOf(batch))).toEqual({ kind: 'resume-at', offset: 2 });
    expect(received).toEqual(['a']);
  });

  it('goes no further once the partition has moved to another instance', async () => {
    const stale = [false, true];
    const batch = batchOf([record(1, { id: 'a' }), record(2, { id: 'b' })], () => stale.shift() ?? true);
    expect(await reader().handle(batch)).toEqual({ kind: 'resume-at', offset: 2 });
    expect(received).toEqual(['a']);
  });

  it('does not repeat an id that was itself refused', async () => {
    answers = [refusedWith(problems.invalid([{ pointer: '/id', code: 'personal-number', message: 'no' }]))];
    await reader().handle(batchOf([record(1, { id: '9999000001' })]));
    expect(JSON.stringify(await written(own.receipts))).not.toContain('9999000001');
  });
});
