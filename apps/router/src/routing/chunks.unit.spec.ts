import { describe, expect, it } from '@jest/globals';
import { chunksOf } from './chunks.js';

const MIB = 1024 * 1024;

function recordsOf(count: number, bytes: number): Parameters<typeof chunksOf>[0] {
  const value = Buffer.alloc(bytes);
  return Array.from({ length: count }, (_, offset) => ({
    topic: 't',
    partition: 0,
    offset,
    key: null,
    value,
    headers: {},
  }));
}

const sizes = (count: number, bytes: number, from = 0): number[] =>
  [...chunksOf(recordsOf(count, bytes), from)].map((chunk) => chunk.length);

describe('chunks of a batch', () => {
  it('hold a limited number of records', () => {
    expect(sizes(600, 10)).toEqual([250, 250, 100]);
    expect(sizes(600, 10, 350)).toEqual([250]);
  });

  it('hold a limited number of bytes, but at least one record', () => {
    expect(sizes(5, 2 * MIB)).toEqual([2, 2, 1]);
    expect(sizes(2, 9 * MIB)).toEqual([1, 1]);
  });

  it('are none of an empty batch', () => {
    expect(sizes(0, 0)).toEqual([]);
  });
});
