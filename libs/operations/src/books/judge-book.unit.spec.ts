import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Book } from '#lib/persistence';
import { judgeBook } from './judge-book.js';

const BALANCED: Book = {
  ...{ endpoint: 'COA', unit: null, refused: 5, decided: 8, delivered: 1, withheld: 1, held: 1, waiting: 1 },
  ...{ attempting: 1, parked: 1, dead: 1, notTaken: 1, overdue: 0, oldestNotTakenSeconds: 3, aheadOfLedger: 2 },
  ...{ unexplained: 0, numbered: 9 },
};

describe('the book of a recipient', () => {
  it('balances when each decided delivery is in one state or on its way', () => {
    expect(judgeBook(BALANCED)).toMatchObject({ total: 13, underway: 4, faults: [] });
  });

  it.each([
    [{ overdue: 1 }, '1 decided and not taken'],
    [{ unexplained: 2, numbered: 11 }, '2 taken without a decision'],
    [{ numbered: 10 }, '10 delivery numbers given out, and 9 rows'],
  ])('does not balance with %j', (changes, fault) => {
    const { faults } = judgeBook({ ...BALANCED, ...changes });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('never balances when one delivery is missing in any state', () => {
    const states = fc.constantFrom('delivered', 'withheld', 'held', 'waiting', 'attempting', 'parked', 'dead' as const);
    fc.assert(
      fc.property(states, fc.integer({ min: 2, max: 1_000_000 }), (state, other) => {
        expect(judgeBook({ ...BALANCED, [state]: other }).faults).not.toEqual([]);
      }),
    );
  });
});
