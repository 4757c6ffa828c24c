import { describe, expect, it } from '@jest/globals';
import { parseCondition, type Condition } from '#lib/exchange-rules';
import { implies } from './implies.js';

const condition = (text: string): Condition => {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error('Reading a condition of a test.');
  return parsed.condition;
};

describe('implies', () => {
  it.each([
    ['VWN_CONSENT and LKO_INV', 'VWN_CONSENT', true],
    ['UAM', 'UAM or OTS', true],
    ['UAM or OTS', 'UAM', false],
    ['always', 'LKO', false],
    ['LKO', 'always', true],
    ['LKO and (UAM or OTS)', 'OTS or UAM', true],
  ])('%s, %s: %s', (first, other, expected) => expect(implies(condition(first), condition(other))).toBe(expected));
});
