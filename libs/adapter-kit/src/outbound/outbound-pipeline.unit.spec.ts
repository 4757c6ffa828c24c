import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { emptyFacts, type MessageCode } from '#lib/domain';
import type { RecordBatch, StoredRecord } from '#lib/messaging';
import { memoryRuntime, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { routerRecord } from '../conformance/router-record.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import { waitFor } from '../runtime/wait.js';
import type { OutboundParts } from './outbound-parts.js';
import { OutboundPipeline } from './outbound-pipeline.js';
import type { PushAnswer } from './push-answer.js';

const COA = { endpoint: 'COA', unit: null } as const;
const failed = (failure: 'endpoint' | 'message' | 'unknown' | 'auth'): PushAnswer => ({
  kind: 'failed',
  failure,
  reason: 'as-told',
  retryAfterMs: null,
});

describe('the outbound pipeline', () => {
  let runtime: MemoryRuntime;
  let pipeline: OutboundPipeline;
  let parts: { -readonly [K in keyof OutboundParts]: OutboundParts[K] };
  let pauses: number[];

  beforeEach(async () => {
    pauses = [];
    runtime = await memoryRuntime();
    const { contracts, log, database, transport, topics, groups, clock, logger } = runtime;
    parts = {
      endpoint: 'COA',
      format: canonicalJson,
      contracts,
      log,
      deliveries: database.deliveries,
      factsOfCase: database.router.factsOfCase,
      storyClock: false,
      transport,
      topics: { delivery: topics.delivery('COA'), deadLetter: topics.deadLetter('COA'), receipts: topics.receipts },
      group: groups.delivery('COA'),
      clock,
      random: () => 0,
      wait: (ms) => {
        pauses.push(ms);
        return Promise.resolve();
      },
      logger,
      count: () => undefined,
    };
    pipeline = new OutboundPipeline(parts);
  });

  const record = (offset: number, code: MessageCode = 'M02', vNumber = '9999000001'): StoredRecord => {
    const content = testContracts().sample(code, seededRandom(offset), { vNumber });
    const { topic, key, value, headers } = routerRecord(testContracts(), runtime.topics, code, COA, content, offset);
    return { topic, partition: 0, offset, key, value, headers };
  };
  const handle = (...records: StoredRecord[]): ReturnType<OutboundPipeline['handle']> =>
    pipeline.handle({
      topic: runtime.topics.delivery('COA'),
      partition: 0,
      records,
      highWatermark: 100,
      isStale: () => false,
      heartbeat: () => Promise.resolve(),
    } satisfies RecordBatch);
  const stored = (topic: string): readonly StoredRecord[] => runtime.log.broker.topics.get(topic)![0]!.records;
  const receipts = (): unknown[] =>
    stored(runtime.topics.receipts).map(({ value }) => {
      const decoded = testContracts().decode(value!);
      return decoded.ok ? decoded.content : decoded;
    });

  it('delivers in order with gapless numbers, and writes a receipt for each', async () => {
    expect(await handle(record(1), record(2), record(3))).toEqual({ kind: 'done' });
    expect(runtime.transport.attempts.map(({ caseSequence }) => caseSequence)).toEqual([1, 2, 3]);
    expect(receipts()).toMatchObject([1, 2, 3].map((sequence) => ({ outcome: 'DELIVERED', sequence, attempts: 1 })));
  });

  it('drops a repeat and what is older than the watermark', async () => {
    await handle(record(5));
    await handle(record(5), record(4), record(6));
    expect(runtime.transport.attempts.map(({ deliveryId }) => deliveryId)).toEqual([
      record(5).headers.ce_id,
      record(6).headers.ce_id,
    ]);
  });

  it.each(['endpoint', 'unknown', 'auth'] as const)(
    'tries again with the same id after a failure of class %s, while the next of the case waits',
    async (failure) => {
      runtime.transport.answers.push(failed(failure), failed(failure));
      await handle(record(1), record(2));
      const [first, second] = [record(1).headers.ce_id, record(2).headers.ce_id];
      expect(runtime.transport.attempts.map(({ deliveryId }) => deliveryId)).toEqual([first, first, first, second]);
      expect(pauses).toEqual([100, 200]);
      expect(receipts()).toMatchObject([{ attempts: 3 }, { attempts: 1 }]);
    },
  );

  it('waits as long as the recipient asked', async () => {
    runtime.transport.answers.push({ kind: 'failed', failure: 'endpoint', reason: 'http-429', retryAfterMs: 7000 });
    await handle(record(1));
    expect(pauses).toEqual([7000]);
  });

  it('puts what the recipient will never take into the dead letters, untouched, and goes on', async () => {
    runtime.transport.answers.push(failed('message'));
    const refused = record(1);
    await handle(refused, record(2));
    const [letter, ...more] = stored(runtime.topics.deadLetter('COA'));
    expect(more).toEqual([]);
    expect(letter?.value?.equals(refused.value!)).toBe(true);
    expect(letter?.headers).toMatchObject({
      ...refused.headers,
      'hub-dlq-class': 'message',
      'hub-dlq-reason': 'as-told',
      'hub-dlq-attempts': '1',
      '__connect.errors.offset': '1',
    });
    expect(receipts()).toMatchObject([{ outcome: 'DEAD' }, { outcome: 'DELIVERED' }]);
  });

  it('sets aside what the hub itself can’t read', async () => {
    const broken = { ...record(1), value: Buffer.from('nonsense') };
    const foreign = { ...record(2), headers: {} };
    expect(await handle(broken, foreign)).toEqual({ kind: 'done' });
    expect(stored(runtime.topics.deadLetter('COA')).map(({ headers }) => headers['hub-dlq-class'])).toEqual([
      'hub',
      'hub',
    ]);
    expect(runtime.transport.attempts).toEqual([]);
  });

  it('does not wait for a municipality that takes no part in the exchange', async () => {
    const topic = runtime.topics.delivery('GEM');
    const gem = { ...parts, endpoint: 'GEM', topics: { ...parts.topics, delivery: topic } } as const;
    const records = ['9998', '0599'].map((unit, offset) => {
      const content = testContracts().sample('M02', seededRandom(offset), { vNumber: '9999000001' });
      const party = { endpoint: 'GEM', unit } as const;
      const { key, value, headers } = routerRecord(testContracts(), runtime.topics, 'M02', party, content, offset);
      return { topic, partition: 0, offset, key, value, headers };
    });
    const { isStale, heartbeat } = { isStale: () => false, heartbeat: () => Promise.resolve() };
    await new OutboundPipeline(gem).handle({ topic, partition: 0, records, highWatermark: 2, isStale, heartbeat });
    expect(runtime.transport.attempts.map(({ recipient }) => recipient.unit)).toEqual(['0599']);
    expect(receipts()).toContainEqual(
      expect.objectContaining({ outcome: 'DEAD', reason: 'unknown-recipient', unit: '9998' }),
    );
  });

  it('attempts no removal message of a stopped case, and holds up nothing behind it', async () => {
    const flight = record(1, 'M35');
    runtime.memory.stopEntries.set('stop', {
      messageId: 'stop',
      caseKey: flight.key!,
      ground: 'ASIEL',
      record: {} as never,
    });
    await handle(flight, record(2));
    expect(runtime.transport.attempts.map(({ deliveryId }) => deliveryId)).toEqual([record(2).headers.ce_id]);
    expect(receipts()).toContainEqual(expect.objectContaining({ outcome: 'HELD', message: 'M35' }));
  });

  it('withholds what relied on a consent that was withdrawn between decision and attempt, and goes on', async () => {
    const relying = record(1);
    const withConsent = { ...relying, headers: { ...relying.headers, 'schakel-consents': 'IOM_CONSENT' } };
    const consent = { name: 'IOM_CONSENT', value: true, from: null, until: null, asOf: '', owner: 'IOM' } as const;
    const stored = (value: boolean, changedAtOffset: number) => {
      const fact = { ...consent, value, source: 'H1', messageId: 'm', offset: changedAtOffset };
      return { facts: { ...emptyFacts(), facts: { IOM_CONSENT: fact } }, changedAtOffset };
    };
    runtime.memory.cases.set(relying.key!, stored(true, 0));
    // Not yet stored when first read; the withdrawal comes in while the delivery waits.
    parts.wait = (ms) => {
      pauses.push(ms);
      runtime.memory.cases.set(relying.key!, stored(false, 3));
      return Promise.resolve();
    };
    await handle(withConsent, record(2));
    expect(pauses).toEqual([100]);
    expect(runtime.transport.attempts.map(({ deliveryId }) => deliveryId)).toEqual([record(2).headers.ce_id]);
    expect(runtime.memory.rows.get(relying.headers.ce_id!)?.state).toBe('WITHHELD');
    expect(receipts()).toMatchObject([
      { outcome: 'WITHHELD', reason: 'consent-ended', attempts: 0 },
      { outcome: 'DELIVERED' },
    ]);
  });

  it('keeps trying while the hub’s own database does not answer, and loses nothing', async () => {
    const settle = runtime.database.deliveries.settle.bind(runtime.database.deliveries);
    let failures = 2;
    runtime.database.deliveries.settle = (...given) =>
      failures-- > 0 ? Promise.reject(new Error('down')) : settle(...given);
    await handle(record(1));
    expect(runtime.memory.rows.get(record(1).headers.ce_id!)?.state).toBe('DELIVERED');
  });

  it('gives up waiting when the partition has moved; the row says what is left', async () => {
    runtime.transport.deliver = (delivery) => {
      runtime.transport.attempts.push(delivery);
      return Promise.resolve(failed('endpoint'));
    };
    const moving = new OutboundPipeline({ ...parts, wait: waitFor }, 1);
    const outcome = await moving.handle({
      topic: runtime.topics.delivery('COA'),
      partition: 0,
      records: [record(1), record(2)],
      highWatermark: 3,
      isStale: () => runtime.transport.attempts.length > 0,
      heartbeat: () => Promise.resolve(),
    });
    expect(outcome).toEqual({ kind: 'retry', reason: 'stopping' });
    expect([...runtime.memory.rows.values()].map(({ state, attempts }) => [state, attempts])).toEqual([
      ['WAITING', 1],
      ['WAITING', 0],
    ]);
  });
});
