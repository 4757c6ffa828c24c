import { describe, expect, it } from '@jest/globals';
import type { CaseMessage, Content } from '../message/message.js';
import { foldAll, message } from '../../../../test/fixtures/facts/message.fixture.js';

const DAY1 = '2026-03-01T09:00:00.000Z';
const DAY2 = '2026-03-02T09:00:00.000Z';
const DAY3 = '2026-03-03T09:00:00.000Z';

function rejectionAfter(messages: readonly CaseMessage[]): string | null {
  const folded = foldAll(messages);
  return folded.kind === 'FOLDED' ? folded.rejection : folded.reason;
}

describe('VAL-09: a booking', () => {
  const fitness = (time: string, travelConditions: string[], validUntil = '2026-03-20T12:00:00Z') =>
    message('M30', 'MED', time, { travelConditions, validUntil });
  const advice = (time: string, travelConditions: string[]) =>
    message('M28', 'BMA', time, { travelConditions, validUntil: '2026-09-01' });
  const booking = (travelConditions: unknown, departureAt = '2026-03-20T12:00:00Z') =>
    message('M34', 'DTV', DAY3, { travelConditions, departureAt });

  it.each<[string, CaseMessage[], Content, string | null]>([
    ['without any statement', [], booking(['NURSE']).content, null],
    ['with the conditions of the statement', [fitness(DAY1, ['B', 'A'])], booking(['A', 'B']).content, null],
    ['with others', [fitness(DAY1, ['A'])], booking(['B']).content, 'VAL-09'],
    ['with fewer', [fitness(DAY1, ['A', 'B'])], booking(['A']).content, 'VAL-09'],
    ['without them', [fitness(DAY1, ['A'])], booking(null).content, 'VAL-09'],
    ['after the statement ran out', [fitness(DAY1, ['A'])], booking(['A'], '2026-03-20T12:00:01Z').content, 'VAL-09'],
    [
      'after a statement without conditions ran out',
      [fitness(DAY1, [])],
      booking([], '2026-04-01T12:00:00Z').content,
      null,
    ],
    ['with those of a newer advice', [fitness(DAY1, ['A']), advice(DAY2, ['B'])], booking(['B']).content, null],
    ['with those before a newer advice', [fitness(DAY1, ['A']), advice(DAY2, ['B'])], booking(['A']).content, 'VAL-09'],
    ['with those of a newer statement', [advice(DAY1, ['B']), fitness(DAY2, ['A'])], booking(['A']).content, null],
    [
      'with those of a late older advice',
      [fitness(DAY2, ['A']), advice(DAY1, ['B'])],
      booking(['B']).content,
      'VAL-09',
    ],
  ])('%s', (_what, before, content, expected) => {
    expect(rejectionAfter([...before, message('M34', 'DTV', DAY3, content)])).toBe(expected);
  });

  it('changes no facts when it is refused', () => {
    const before = foldAll([fitness(DAY1, ['A'])]);
    const folded = foldAll([booking(['B'])], before.after, 1);
    expect(folded.after).toEqual({ ...before.after, acceptedAt: DAY3 });
  });
});

describe('VAL-15: a decision of the LSO in an LVV', () => {
  const dossier = message('M42', 'IND', '2026-03-01T23:30:00Z');
  const decision = (time: string, content: Content = {}) =>
    message('M08', 'DTV', time, { forum: 'LSO_LVV', decision: 'return', ...content });

  it('waits 14 Dutch days after the dossier', () => {
    expect(rejectionAfter([dossier, decision('2026-03-15T22:59:59Z')])).toBe('VAL-15');
    expect(rejectionAfter([dossier, decision('2026-03-15T23:00:00Z')])).toBeNull();
  });

  it('may be discussed before, and waits in no other forum', () => {
    expect(rejectionAfter([dossier, decision(DAY3, { decision: null })])).toBeNull();
    expect(rejectionAfter([dossier, decision(DAY3, { forum: 'LSO' })])).toBeNull();
    expect(rejectionAfter([decision(DAY3)])).toBeNull();
  });
});

describe('VAL-12: detention of a minor', () => {
  const guardian = message('H2', 'NID', DAY1, { fact: 'UAM', value: true });
  const invitation = message('H2', 'DTV', DAY1, { fact: 'LKO_INV', value: true, recipientUnit: 'NID' });

  it.each<[string, CaseMessage[], readonly string[]]>([
    ['of a ward without an invitation of Nidos', [guardian, message('M15', 'DTV', DAY2)], ['VAL-12']],
    ['of a ward with one', [guardian, invitation, message('M16', 'DTV', DAY2)], []],
    [
      'of a child by its birth date',
      [message('M16', 'POL', DAY2, { person: { birthDate: '2008-03-03' } })],
      ['VAL-12'],
    ],
    ['of somebody who is 18 today', [message('M16', 'POL', DAY2, { person: { birthDate: '2008-03-02' } })], []],
    [
      'of somebody born some day in 2008',
      [message('M16', 'POL', DAY2, { person: { birthDate: '2008-00-00' } })],
      ['VAL-12'],
    ],
    ['where the proposal says so', [message('M15', 'DTV', DAY2, { minorInvolved: true })], ['VAL-12']],
    ['where an earlier message said so', [message('M14', 'COA', DAY1), message('M16', 'POL', DAY2)], ['VAL-12']],
    ['of an adult', [message('M15', 'DTV', DAY2, { minorInvolved: false })], []],
  ])('%s', (_what, messages, expected) => {
    const folded = foldAll(messages);
    expect(folded.kind === 'FOLDED' ? folded.warnings : null).toEqual(expected);
  });
});
