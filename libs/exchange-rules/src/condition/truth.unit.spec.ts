import { describe, expect, it } from '@jest/globals';
import { bitOf, bitsOf } from '#lib/domain';
import { conditionOf } from './condition-of.js';
import { assignmentsOf, canHold, implies } from './truth.js';

describe('trying conditions out', () => {
  it('takes all combinations of facts, fewest first', () => {
    expect(assignmentsOf(['LKO', 'DET', 'LKO'])).toEqual([
      0,
      ...[bitOf('LKO'), bitOf('DET')].sort((a, b) => a - b),
      bitsOf(['LKO', 'DET']),
    ]);
    expect(assignmentsOf([])).toEqual([0]);
  });

  it.each([
    ['LKO and DET', 'LKO', true],
    ['LKO', 'LKO and DET', false],
    ['LKO or DET', 'DET or LKO or UAM', true],
    ['always', 'LKO', false],
    ['LKO', 'always', true],
    ['SUSP', 'LKO', true],
  ])('%s implies %s: %s', (premise, goal, expected) => {
    expect(implies([conditionOf(premise)], conditionOf(goal))).toBe(expected);
  });

  it('knows that a stop is never a fact that a rule delivers on', () => {
    expect(canHold([conditionOf('SUSP')])).toBe(false);
    expect(canHold([conditionOf('LKO and DET'), conditionOf('UAM')])).toBe(true);
  });
});
