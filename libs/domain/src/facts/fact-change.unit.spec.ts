import { describe, expect, it } from '@jest/globals';
import type { Fact } from './case-facts.js';
import { changedFact, end, holdsAt, start, type FactStamp } from './fact-change.js';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`);

function stampAt(date: string, messageId = 'new'): FactStamp {
  return { asOf: day(date), owner: 'COA', source: 'H2', messageId, offset: 2, at: day(date) };
}

/** A fact that holds from 1 January up to 10 January. */
const untilTheTenth: Fact = changedFact(
  undefined,
  start('GEM_HOST@GEM:0599', null, day('2026-01-10')),
  stampAt('2026-01-01', 'old'),
);

describe('a fact that holds already', () => {
  it('does not hold in the gap between its end and a later start', () => {
    const fact = changedFact(untilTheTenth, start(untilTheTenth.name, day('2026-02-01')), stampAt('2026-01-05'));
    expect([day('2026-01-20'), day('2026-02-01')].map((at) => holdsAt(fact, at))).toEqual([false, true]);
  });

  it('goes on without a gap when the later start comes before its end', () => {
    const fact = changedFact(untilTheTenth, start(untilTheTenth.name, day('2026-01-08')), stampAt('2026-01-05'));
    expect([day('2026-01-06'), day('2026-01-20')].map((at) => holdsAt(fact, at))).toEqual([true, true]);
  });

  it('is not drawn out by an end later than its own', () => {
    const fact = changedFact(
      untilTheTenth,
      end(untilTheTenth.name, 'AFTERWARDS', day('2026-03-01')),
      stampAt('2026-01-05'),
    );
    expect([day('2026-01-09'), day('2026-01-10')].map((at) => holdsAt(fact, at))).toEqual([true, false]);
  });
});
