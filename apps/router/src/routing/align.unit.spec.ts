import { describe, expect, it } from '@jest/globals';
import type { RecordBatch } from '#lib/messaging';
import { align } from './align.js';

const row = (nextOffset: number) => ({ partition: 0, logId: 'log', nextOffset, inForce: null });

function batchOf(offsets: readonly number[], highWatermark = 100): RecordBatch {
  const records = offsets.map((offset) => ({ topic: 't', partition: 0, offset, key: null, value: null, headers: {} }));
  return {
    topic: 't',
    partition: 0,
    records,
    highWatermark,
    isStale: () => false,
    heartbeat: () => Promise.resolve(),
  };
}

describe('where a partition goes on', () => {
  it('is where its row says, also in the middle of a batch', () => {
    expect(align(batchOf([4, 5, 6]), row(4), 'log', 0)).toEqual({ kind: 'here', index: 0 });
    expect(align(batchOf([4, 5, 6]), row(6), 'log', 0)).toEqual({ kind: 'here', index: 2 });
  });

  it('is asked for when the batch lies before or after it', () => {
    expect(align(batchOf([4, 5]), row(9), 'log', 0)).toEqual({ kind: 'resume-at', offset: 9 });
    expect(align(batchOf([4, 5]), row(2), 'log', 0)).toEqual({ kind: 'resume-at', offset: 2 });
  });

  it('is nowhere when records are gone, skipped, or those of another log', () => {
    expect(align(batchOf([4, 5]), row(2), 'log', 4).kind).toBe('halt');
    expect(align(batchOf([4, 6]), row(5), 'log', 0).kind).toBe('halt');
    expect(align(batchOf([4, 5, 7]), row(4), 'log', 0).kind).toBe('halt');
    expect(align(batchOf([4, 5]), row(500), 'log', 0).kind).toBe('halt');
    expect(align(batchOf([4, 5]), row(4), 'other', 0).kind).toBe('halt');
  });
});
