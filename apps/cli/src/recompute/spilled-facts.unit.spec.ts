import { afterEach, describe, expect, it } from '@jest/globals';
import { emptyFacts, type CaseFacts } from '#lib/domain';
import { SpilledFacts } from './spilled-facts.js';

const facts = (n: number): CaseFacts => ({ ...emptyFacts(), units: [`GEM:${n}`] });

describe('facts during a recompute', () => {
  let kept: SpilledFacts;

  afterEach(() => kept.close());

  it.each([
    ['', undefined],
    [', and however often the file was written anew', 1_000],
  ])('come back as they were last set, however many cases there are%s', (_and, waste) => {
    kept = new SpilledFacts(20_000, waste);
    for (const round of [1, 2]) for (let n = 0; n < 500; n += 1) kept.set(`case-${n}`, facts(n * round));
    for (const n of [0, 1, 250, 498, 499]) expect(kept.get(`case-${n}`)).toEqual(facts(2 * n));
    kept.set('case-0', facts(7));
    expect(kept.get('case-0')).toEqual(facts(7));
  });

  it('are nothing for a case that was never set', () => {
    kept = new SpilledFacts();
    expect(kept.get('case')).toBeNull();
  });
});
