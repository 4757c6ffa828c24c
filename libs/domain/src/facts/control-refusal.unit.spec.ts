import { describe, expect, it } from '@jest/globals';
import {
  controlRefusal,
  ENDPOINTS,
  parseParty,
  PREDICATE_RULES,
  PREDICATES,
  type Content,
  type ControlCode,
} from '#lib/domain';
import { foldAll, message } from '../../../../test/fixtures/facts/message.fixture.js';

function refusal(code: ControlCode, sender: string, content: Content): string | null {
  const party = parseParty(sender);
  if (party === null) throw new RangeError(`${sender} is no party.`);
  return controlRefusal(code, party, content);
}

describe('a participation entry (H2)', () => {
  it.each([
    ['COA', { fact: 'COA_HOST', value: true }, null],
    ['DTV', { fact: 'COA_HOST', value: true }, 'NOT_THE_OWNER'],
    ['GEM:0599', { fact: 'GEM_HOST', value: true, recipientUnit: 'GEM:0599' }, null],
    ['GEM:0599', { fact: 'GEM_LSO', value: true }, null],
    ['GEM:0599', { fact: 'GEM_HOST', value: true, recipientUnit: 'GEM:0344' }, 'NOT_OWN_UNIT'],
    ['COA', { fact: 'GEM_HOST', value: true, recipientUnit: 'GEM:0344' }, null],
    ['COA', { fact: 'GEM_HOST', value: true }, 'UNIT_REQUIRED'],
    ['COA', { fact: 'GEM_HOST', value: true, recipientUnit: 'GEM' }, 'UNIT_REQUIRED'],
    ['COA', { fact: 'GEM_LSO', value: true, recipientUnit: 'GEM:0344' }, 'NOT_THE_OWNER'],
    ['DTV', { fact: 'LP', value: true, recipientUnit: 'EMB:NG' }, null],
    ['DTV', { fact: 'LP', value: true, recipientUnit: 'GEM:0599' }, 'UNIT_NOT_ALLOWED'],
    ['DTV', { fact: 'LP', value: true }, 'UNIT_REQUIRED'],
    ['EMB:NG', { fact: 'LP_ARRIVAL', value: true, recipientUnit: 'EMB:NG' }, 'NOT_THE_OWNER'],
    ['DTV', { fact: 'LKO_INV', value: true, recipientUnit: 'VWN' }, null],
    ['DTV', { fact: 'LKO_INV', value: true, recipientUnit: 'GEM' }, 'UNIT_REQUIRED'],
    ['DTV', { fact: 'LKO_INV', value: true }, 'UNIT_REQUIRED'],
    ['DTV', { fact: 'LKO', value: true, recipientUnit: 'COA' }, 'UNIT_NOT_ALLOWED'],
    ['DTV', { fact: 'LKO', value: true, recipientUnit: 'nonsense' }, 'MALFORMED'],
    ['DTV', { fact: 'LKO', value: 'yes' }, 'MALFORMED'],
    ['DTV', { fact: 'LKO', value: true, from: 'soon' }, 'MALFORMED'],
    ['IND', { fact: 'BMA_OPEN', value: true }, null],
    ['DTV', { fact: 'MOON', value: true }, 'UNKNOWN_FACT'],
    ['IND', { fact: 'SUSP', value: true }, 'NOT_BY_PARTICIPATION'],
    ['DTV', { fact: 'NBI', value: true }, 'NOT_BY_PARTICIPATION'],
    ['IOM', { fact: 'IOM_CONSENT', value: true }, 'NOT_BY_PARTICIPATION'],
    ['DTV', { fact: 'LP_ARRIVAL_TOLD', value: true, recipientUnit: 'EMB:NG' }, 'NOT_BY_PARTICIPATION'],
  ])('by %s: %j is answered %s', (sender, content, expected) => {
    expect(refusal('H2', sender, content)).toBe(expected);
  });

  it('changes no fact unless its sender owns it', () => {
    for (const fact of PREDICATES) {
      for (const endpoint of ENDPOINTS) {
        const { units, perRecipient, owners } = PREDICATE_RULES[fact];
        const recipientUnit = units === 'EMB' ? 'EMB:NG' : units === 'GEM' ? 'GEM:0599' : perRecipient ? 'VWN' : null;
        const sender = endpoint === 'GEM' ? 'GEM:0599' : endpoint;
        const folded = foldAll([message('H2', sender, '2026-03-01T09:00:00Z', { fact, value: true, recipientUnit })]);
        const allowed = PREDICATE_RULES[fact].statedBy === 'H2' && owners.includes(endpoint);
        expect([fact, endpoint, folded.kind]).toEqual([fact, endpoint, allowed ? 'FOLDED' : 'REJECTED']);
        expect(Object.keys(folded.after.facts)).toHaveLength(allowed ? 1 : 0);
      }
    }
  });
});

describe('a consent record (H1)', () => {
  const signedAt = '2026-03-01';

  it.each([
    ['IOM', { kind: 'IOM_APPLICATION', signedAt }, null],
    ['DTV', { kind: 'IOM_APPLICATION', signedAt }, 'NOT_THE_OWNER'],
    ['GEM:0599', { kind: 'VWN', signedAt }, null],
    ['IND', { kind: 'VWN', signedAt }, 'NOT_THE_OWNER'],
    ['IND', { kind: 'MEDICAL_RELEASE', signedAt }, null],
    ['COA', { kind: 'MEDICAL_RELEASE', signedAt }, 'NOT_THE_OWNER'],
    ['KMAR', { kind: 'CONSULAR_NOTIFICATION', signedAt, recipientUnit: 'EMB:NG' }, null],
    ['KMAR', { kind: 'CONSULAR_NOTIFICATION', signedAt }, 'UNIT_REQUIRED'],
    ['IND', { kind: 'CONSULAR_NOTIFICATION', signedAt, recipientUnit: 'EMB:NG' }, 'NOT_THE_OWNER'],
    ['DTV', { kind: 'NGO', signedAt }, 'UNKNOWN_CONSENT_KIND'],
    ['DTV', { kind: 'toString', signedAt }, 'UNKNOWN_CONSENT_KIND'],
    ['IOM', { kind: 'IOM_APPLICATION' }, 'MALFORMED'],
  ])('by %s: %j is answered %s', (sender, content, expected) => {
    expect(refusal('H1', sender, content)).toBe(expected);
  });
});

describe('a no-fault advice (H7)', () => {
  it.each([
    ['DTV', { phase: 'OPENED' }, null],
    ['IND', { phase: 'CLOSED' }, null],
    ['COA', { phase: 'OPENED' }, 'NOT_THE_OWNER'],
    ['DTV', { phase: 'HALF' }, 'MALFORMED'],
  ])('by %s: %j is answered %s', (sender, content, expected) => {
    expect(refusal('H7', sender, content)).toBe(expected);
  });
});
