import { describe, expect, it } from '@jest/globals';
import type { CaseFacts, CaseMessage, Content, MessageCode, Party } from '#lib/domain';
import { fold } from './fold.js';

const DTV: Party = { endpoint: 'DTV', unit: null };
const IND: Party = { endpoint: 'IND', unit: null };
const LISTS = {
  nbiCountries: [],
  iomConsentDays: 60,
  lvvRestDays: 14,
  removabilityCheckHours: 72,
  refuseUncheckedRemoval: false,
};

function message(code: MessageCode, sender: Party, time: string, content: Content = {}): CaseMessage {
  const envelope = {
    purpose: '',
    legalBasis: [],
    urgency: 'U2',
    wpgArticle: null,
    consentRef: null,
    onlyFor: null,
    withhold: [],
  };
  return { messageId: `${code}-${time}`, code, sender, time, acceptedAt: time, envelope, content };
}

function after(...messages: readonly CaseMessage[]): CaseFacts | null {
  return messages.reduce<CaseFacts | null>((facts, one, offset) => fold(facts, one, { offset }, LISTS).after, null);
}

function warned(facts: CaseFacts | null, one: CaseMessage, lists = LISTS) {
  const folded = fold(facts, one, { offset: 9 }, lists);
  if (folded.kind !== 'FOLDED') throw new Error(folded.reason);
  return { warnings: folded.warnings, rejection: folded.rejection };
}

const checked = (time: string, removable: boolean, checkedAt = time) =>
  message('M04', IND, time, { phase: 'RESPONSE', removable, checkedAt });
const booking = (time: string) => message('M34', DTV, time);

describe('VAL-06, a removal message without a recent removability check', () => {
  it.each(['M24', 'M25', 'M34', 'M35', 'M36', 'M37'] as const)(
    'warns the sender of %s when nothing is on record',
    (code) => {
      expect(warned(null, message(code, DTV, '2026-03-02T09:00:00.000Z'))).toEqual({
        warnings: ['VAL-06'],
        rejection: null,
      });
    },
  );

  it('is silent up to the age of the setting, and warns after it', () => {
    const facts = after(checked('2026-03-02T09:00:00.000Z', true));
    expect(warned(facts, booking('2026-03-05T09:00:00.000Z')).warnings).toEqual([]);
    expect(warned(facts, booking('2026-03-05T09:00:00.001Z')).warnings).toEqual(['VAL-06']);
  });

  it('counts the check from when it was made, and a question is no answer', () => {
    const late = after(checked('2026-03-04T09:00:00.000Z', true, '2026-03-01T09:00:00.000Z'));
    expect(warned(late, booking('2026-03-04T10:00:00.000Z')).warnings).toEqual(['VAL-06']);
    const question = after(message('M04', DTV, '2026-03-02T09:00:00.000Z', { phase: 'REQUEST', removable: true }));
    expect(warned(question, booking('2026-03-02T10:00:00.000Z')).warnings).toEqual(['VAL-06']);
  });

  it('warns when the newest answer is no, also when an older yes arrives after it', () => {
    const facts = after(checked('2026-03-02T12:00:00.000Z', false), checked('2026-03-02T09:00:00.000Z', true));
    expect(warned(facts, booking('2026-03-02T13:00:00.000Z')).warnings).toEqual(['VAL-06']);
  });

  it('says nothing of other messages, and refuses when the participants have agreed so', () => {
    expect(warned(null, message('M38', DTV, '2026-03-02T09:00:00.000Z')).warnings).toEqual([]);
    const strict = { ...LISTS, refuseUncheckedRemoval: true };
    expect(warned(null, booking('2026-03-02T09:00:00.000Z'), strict)).toEqual({ warnings: [], rejection: 'VAL-06' });
    const facts = after(checked('2026-03-02T09:00:00.000Z', true));
    expect(warned(facts, booking('2026-03-02T10:00:00.000Z'), strict).rejection).toBeNull();
  });
});
