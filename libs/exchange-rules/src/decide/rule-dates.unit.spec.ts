import { describe, expect, it } from '@jest/globals';
import { emptyFacts } from '#lib/domain';
import { compileRules, decide, NO_LIMITS } from '#lib/exchange-rules';
import { catalogue, lists, party, rules } from '../../../../test/fixtures/rules/question.fixture.js';

describe('dates of rules', () => {
  const from = { validFrom: '2026-11-20', validUntil: '2026-11-21' };
  const ruleSet = {
    ...rules.ruleSet,
    rules: rules.ruleSet.rules.map((rule) => (rule.id === 'R-M04-IND' ? { ...rule, ...from } : rule)),
  };
  const dated = compileRules(catalogue, ruleSet);

  it.each([
    ['2026-11-19T22:59:59.999Z', 'DENY_NOT_LISTED'],
    ['2026-11-19T23:00:00.000Z', null],
    ['2026-11-21T22:59:59.999Z', null],
    ['2026-11-21T23:00:00.000Z', 'DENY_NOT_LISTED'],
  ])('count in Dutch days: at %s IND is answered %s', (at, expected) => {
    const question = { message: 'M04', sender: party('DTV'), facts: emptyFacts(), at, content: {} } as const;
    const cells = decide(dated, { ...question, envelope: NO_LIMITS, rejection: null, lists });
    expect(cells.find(({ recipient }) => recipient === 'IND')?.refusal).toBe(expected);
  });

  it('hand a cell over from one rule to the next', () => {
    const later = ruleSet.rules.find(({ id }) => id === 'R-M04-IND');
    if (later === undefined) throw new Error('The rule R-M04-IND is gone.');
    const next = { ...later, id: 'R-M04-IND-2', withheld: ['removable'], validFrom: '2026-11-22', validUntil: null };
    const both = compileRules(catalogue, { ...ruleSet, rules: [...ruleSet.rules, next] });
    const ruleAt = (at: string) => {
      const question = { message: 'M04', sender: party('DTV'), facts: emptyFacts(), at, content: {} } as const;
      const cell = decide(both, { ...question, envelope: NO_LIMITS, rejection: null, lists })[0];
      return [cell?.ruleId, cell?.removed];
    };
    expect(ruleAt('2026-11-21T22:59:59Z')).toEqual(['R-M04-IND', []]);
    expect(ruleAt('2026-11-21T23:00:00Z')).toEqual(['R-M04-IND-2', ['removable']]);
  });
});
