import { describe, expect, it } from '@jest/globals';
import { TokenBuckets } from './token-bucket.js';

describe('TokenBuckets', () => {
  it('lets a burst through, then says how long to wait, and fills up again', () => {
    const buckets = new TokenBuckets({ perSecond: 2, burst: 3 });
    expect([1, 2, 3].map(() => buckets.take('COA', 0).admitted)).toEqual([true, true, true]);
    expect(buckets.take('COA', 0)).toEqual({ admitted: false, retryAfterS: 1 });
    expect(buckets.take('COA', 500).admitted).toBe(true);
    expect(buckets.take('COA', 600).admitted).toBe(false);
  });

  it('never lets one client’s haste cost another', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
    buckets.take('COA', 0);
    expect(buckets.take('COA', 0).admitted).toBe(false);
    expect(buckets.take('IND', 0).admitted).toBe(true);
  });

  it('saves up no more than a burst', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 2 });
    expect([1, 2, 3].map(() => buckets.take('COA', 1_000_000).admitted)).toEqual([true, true, false]);
  });
});
