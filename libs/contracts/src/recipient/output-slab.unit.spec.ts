import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OutputSlab } from './output-slab.js';

describe('the memory for deliveries', () => {
  it('gives every value bytes of its own, whatever was reserved and however much was written', () => {
    const size = fc.oneof(fc.nat(300), fc.nat(5000), fc.constant(70_000));
    const values = fc.array(fc.tuple(size, fc.nat(255), fc.nat(40)), { maxLength: 120 });
    fc.assert(
      fc.property(values, (sizes) => {
        const slab = new OutputSlab();
        const taken = sizes.map(([length, byte, spare]) => {
          slab.reserve(length + spare);
          slab.bytes.fill(byte, slab.at, slab.at + length);
          return slab.take(slab.at + length);
        });
        for (const [index, [length, byte]] of sizes.entries()) {
          expect(taken[index]?.equals(Buffer.alloc(length, byte))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
