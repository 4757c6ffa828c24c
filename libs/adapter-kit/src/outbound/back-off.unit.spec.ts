import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffMs } from './back-off.js';

describe('backOffMs', () => {
  it('begins at a tenth of a second and doubles', () => {
    expect([1, 2, 3, 4].map((failures) => backOffMs(failures, 0))).toEqual([100, 200, 400, 800]);
  });

  it('never exceeds half a minute, is never nothing, and never shrinks for the same chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const pause = backOffMs(failures, random);
          expect(pause).toBeGreaterThanOrEqual(100);
          expect(pause).toBeLessThanOrEqual(30_000);
          expect(backOffMs(failures + 1, random)).toBeGreaterThanOrEqual(pause);
        },
      ),
    );
  });
});
