import { describe, expect, it } from '@jest/globals';
import type { Cell } from '#lib/domain';
import { differencesAtPartner, differencesFrom, summarise } from './judge-step.js';
import type { StoryStep } from './story.js';

const step: StoryStep = {
  step: '1.1',
  at: 'D+0',
  sender: 'IND',
  message: 'M02',
  messageName: 'ReturnDecisionIssued',
  remark: '',
  facts: [],
  delivered: [{ recipient: 'DTV', removed: [] }],
  refused: { DENY_CONDITION: ['GEM'] },
};

function cell(recipient: Cell['recipient'], changes: Partial<Cell> = {}): Cell {
  return { recipient, unit: null, refusal: null, ruleId: null, removed: [], masked: [], read: {}, ...changes };
}

describe('judging a step', () => {
  it('finds nothing when every recipient got the answer of the story', () => {
    const decided = summarise([cell('DTV'), cell('GEM', { refusal: 'DENY_CONDITION' })]);
    expect(differencesFrom(step, decided)).toEqual([]);
  });

  it('counts an endpoint as delivered when one of its units is', () => {
    const decided = summarise([
      cell('DTV'),
      cell('GEM', { unit: '0344', refusal: 'DENY_CONDITION' }),
      cell('GEM', { unit: '0599', removed: ['grounds'] }),
    ]);
    expect(decided.delivered).toContainEqual({ recipient: 'GEM', removed: ['grounds'] });
    expect(differencesFrom(step, decided)).toEqual([
      'GEM: expected refused DENY_CONDITION, was delivered without grounds',
    ]);
  });

  it('names a recipient that was refused, forgotten, or answered with other fields', () => {
    expect(differencesFrom(step, summarise([cell('DTV', { removed: ['grounds'] })]))).toEqual([
      'DTV: expected delivered, was delivered without grounds',
      'GEM: expected refused DENY_CONDITION, was no decision',
    ]);
  });

  it('sees at the partner what arrived against the rules, what is missing and what was altered', () => {
    const sent = { a: 1, b: 'x', c: 'y', person: { birthPlace: 'P' }, empty: null };
    const received = { a: 1, b: 'leak', c: 'z', person: {} };
    expect(differencesAtPartner('COA', sent, received, ['b'], ['person'])).toEqual([
      'COA received b, which it may not have',
      'COA received another value of c',
    ]);
    expect(differencesAtPartner('COA', sent, { b: 'x', c: 'y', person: {} }, [], ['person'])).toEqual([
      'COA did not receive a',
    ]);
  });
});
