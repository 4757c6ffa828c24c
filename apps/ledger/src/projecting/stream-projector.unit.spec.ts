import { describe, expect, it } from '@jest/globals';
import type { RecordBatch, StoredRecord } from '#lib/messaging';
import type { LedgerBatch, LedgerTaken } from '#lib/persistence';
import { silentLogger } from '#lib/platform';
import { noMetrics } from '../ledger.metrics.js';
import { StreamProjector } from './stream-projector.js';

interface Entry {
  readonly topicOffset: number;
}

function recordAt(offset: number): StoredRecord {
  return { topic: 't', partition: 0, offset, key: null, value: null, headers: {} };
}

function batchOf(from: number, to: number, stale = false): RecordBatch {
  const records = Array.from({ length: to - from }, (_, n) => recordAt(from + n));
  const heartbeat = () => Promise.resolve();
  return { topic: 't', partition: 0, records, highWatermark: 10_000, isStale: () => stale, heartbeat };
}

/** A projector over a position in memory; `answer` may stand in for the next answer of the store. */
function made({ nextOffset = 0, logId = 'log', low = 0, foreignAt = -1 } = {}) {
  const state = {
    nextOffset,
    opened: 0,
    taken: [] as LedgerBatch<Entry>[],
    answer: null as LedgerTaken | Error | null,
  };
  const projector = new StreamProjector<Entry>(
    {
      name: 'decisions',
      entryOf: ({ offset }) =>
        offset === foreignAt
          ? { kind: 'FOREIGN', reason: 'it is foreign' }
          : { kind: 'ENTRY', entry: { topicOffset: offset } },
      take: (batch) => {
        const { answer } = state;
        state.answer = null;
        if (answer instanceof Error) return Promise.reject(answer);
        if (answer !== null) return Promise.resolve(answer);
        if (batch.expectedNextOffset !== state.nextOffset) return Promise.resolve({ kind: 'superseded' });
        state.taken.push(batch);
        state.nextOffset = batch.nextOffset;
        return Promise.resolve({ kind: 'taken', fresh: batch.entries.length, repeated: 0 });
      },
    },
    {
      ledger: {
        openPosition: (stream, partition) => {
          state.opened += 1;
          const times = { lastTime: null, takenAt: null };
          return Promise.resolve({ stream, partition, logId, nextOffset: state.nextOffset, ...times });
        },
      },
      logId: 'log',
      lowOf: () => Promise.resolve(low),
      metrics: noMetrics,
      logger: silentLogger,
    },
  );
  return { projector, state };
}

describe('projecting a topic', () => {
  it('takes batches in pieces, and asks for the position only when it does not know it', async () => {
    const { projector, state } = made();
    expect(await projector.project(batchOf(0, 600))).toEqual({ kind: 'done' });
    expect(await projector.project(batchOf(600, 601))).toEqual({ kind: 'done' });
    expect(state.taken.map(({ expectedNextOffset, nextOffset }) => [expectedNextOffset, nextOffset])).toEqual([
      [0, 250],
      [250, 500],
      [500, 600],
      [600, 601],
    ]);
    expect(state.opened).toBe(1);
  });

  it('begins in the middle of a batch, where the position says', async () => {
    const { projector, state } = made({ nextOffset: 7 });
    await projector.project(batchOf(0, 10));
    expect(state.taken[0]?.entries).toEqual([7, 8, 9].map((topicOffset) => ({ topicOffset })));
  });

  it.each([
    [3, 0, 9],
    [20, 25, 30],
  ])('asks for offset %i when the batch is %i to %i', async (nextOffset, from, to) => {
    const where = nextOffset === 3 ? batchOf(10, 20) : batchOf(from, to);
    expect(await made({ nextOffset }).projector.project(where)).toEqual({ kind: 'resume-at', offset: nextOffset });
  });

  it('gives a batch up when another instance took it, or the partition moved', async () => {
    const { projector, state } = made();
    state.answer = { kind: 'superseded' };
    state.nextOffset = 0;
    expect(await projector.project(batchOf(0, 5))).toEqual({ kind: 'resume-at', offset: 0 });
    expect(await made().projector.project(batchOf(0, 5, true))).toEqual({ kind: 'resume-at', offset: 0 });
  });

  it('takes a batch again when storing failed, from the stored position', async () => {
    const { projector, state } = made();
    state.answer = new Error('the database is gone');
    expect(await projector.project(batchOf(0, 5))).toEqual({ kind: 'retry', reason: 'storing failed' });
    expect(await projector.project(batchOf(0, 5))).toEqual({ kind: 'done' });
    expect(state.opened).toBe(2);
  });

  it('halts at a record that nobody of this hub wrote, with what came before it taken', async () => {
    const { projector, state } = made({ foreignAt: 3 });
    expect(await projector.project(batchOf(0, 5))).toEqual({ kind: 'halt', reason: 'decisions 0:3: it is foreign' });
    expect(state.nextOffset).toBe(3);
    expect(await projector.project(batchOf(3, 5))).toMatchObject({ kind: 'halt' });
  });

  it('halts at a record with a known id and other content, and names the id', async () => {
    const { projector, state } = made();
    state.answer = { kind: 'differs', id: 'decision-1', topicOffset: 2 };
    expect(await projector.project(batchOf(0, 5))).toEqual({
      kind: 'halt',
      reason: 'decisions 0:2 has the id decision-1, which is in the ledger with other content',
    });
  });

  it.each([
    ['another log', { logId: 'other' }],
    ['a broker that has lost records', { nextOffset: 20_000 }],
    ['records that are gone', { nextOffset: 0, low: 5 }],
  ])('halts for %s', async (_why, position) => {
    expect(await made(position).projector.project(batchOf(5, 9))).toMatchObject({ kind: 'halt' });
  });
});
