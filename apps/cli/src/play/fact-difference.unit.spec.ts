import { describe, expect, it } from '@jest/globals';
import { emptyFacts, type CaseFacts, type Fact } from '#lib/domain';
import { factDifference, holdingNames } from './fact-difference.js';

const units = { GEM: '0599', EMB: 'NG' };
const now = '2026-03-02T09:00:00.000Z';

function withFacts(...facts: readonly Partial<Fact>[]): CaseFacts {
  const entries = facts.map((fact): [string, Fact] => [
    fact.name ?? '',
    {
      name: '',
      value: true,
      asOf: now,
      from: null,
      until: null,
      owner: 'DTV',
      source: 'H2',
      messageId: '',
      offset: 0,
      ...fact,
    },
  ]);
  return { ...emptyFacts(), facts: Object.fromEntries(entries) };
}

describe('the facts that a story lacks', () => {
  it('are stated by their owner, with the unit where the fact is per unit', () => {
    const statements = factDifference(emptyFacts(), ['COA_HOST', 'GEM_RES', 'LKO_INV@VWN', 'VWN_CONSENT'], now, units);
    expect(
      statements.map(({ owner, code, recipient, value }) => [
        owner.endpoint,
        code,
        recipient?.unit ?? recipient?.endpoint,
        value,
      ]),
    ).toEqual([
      ['COA', 'H2', undefined, true],
      ['GEM', 'H2', '0599', true],
      ['DTV', 'H2', 'VWN', true],
      ['DTV', 'H1', undefined, true],
    ]);
  });

  it('are ended when they still hold, and left alone when time has ended them', () => {
    const facts = withFacts(
      { name: 'COA_HOST' },
      { name: 'IOM_CONSENT', until: '2026-03-01T00:00:00.000Z' },
      { name: 'LKO', value: false },
    );
    expect(factDifference(facts, [], now, units).map(({ name, value }) => [name, value])).toEqual([
      ['COA_HOST', false],
    ]);
  });

  it('never hold a stop or what follows from content, envelope or own decisions', () => {
    expect(
      factDifference(
        emptyFacts(),
        ['SUSP', 'IOM_CLOSING', 'LP_ARRIVAL_TOLD', 'KCT_HIGH', 'NBI', 'WPG_BASIS'],
        now,
        units,
      ),
    ).toEqual([]);
  });

  it('are spelled as the stories do', () => {
    const facts = withFacts({ name: 'GEM_RES@GEM:0599' }, { name: 'LKO_INV@GEM:0599' }, { name: 'LP@EMB:NG' });
    expect([...holdingNames(facts, now)]).toEqual(['GEM_RES', 'LKO_INV@GEM', 'LP']);
  });
});
