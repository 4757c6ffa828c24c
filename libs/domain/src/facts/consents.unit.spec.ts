import { describe, expect, it } from '@jest/globals';
import type { Predicate } from '#lib/domain';
import type { Content } from '../message/message.js';
import {
  DAY1,
  DAY2,
  DAY3,
  deciding,
  foldAll,
  holds,
  message,
} from '../../../../test/fixtures/facts/message.fixture.js';

describe('consents', () => {
  const application = (time: string, changeType: string, signedAt = time.slice(0, 10)) =>
    message('M31', 'IOM', time, { changeType, signedAt });
  const consent = (kind: string, sender: string, time: string, more: Content = {}) =>
    message('H1', sender, time, { vNumber: '9999000001', consentId: 'c', kind, signedAt: '2026-03-01', ...more });

  it('hold with IOM for 60 Dutch calendar days from the signature', () => {
    const { after } = foldAll([application(DAY1, 'NIEUW')]);
    expect(holds(after, 'IOM_CONSENT', '2026-04-29T21:59:59Z')).toBe(true);
    expect(holds(after, 'IOM_CONSENT', '2026-04-29T22:00:00Z')).toBe(false);
  });

  it('are extended by a new signature', () => {
    const { after } = foldAll([application(DAY1, 'NIEUW'), application('2026-04-20T09:00:00Z', 'VERLENGD')]);
    expect(holds(after, 'IOM_CONSENT', '2026-06-18T09:00:00Z')).toBe(true);
  });

  it.each(['INGETROKKEN', 'AFGEWEZEN'])('end at once with %s, and the message itself reports that', (changeType) => {
    const begun = foldAll([application(DAY1, 'NIEUW')]);
    const first = foldAll([application(DAY2, changeType)], begun.after, 1);
    expect(holds(deciding(first), 'IOM_CONSENT', DAY2)).toBe(false);
    expect(holds(deciding(first), 'IOM_CLOSING', DAY2)).toBe(true);
    expect(holds(first.after, 'IOM_CLOSING', DAY2)).toBe(false);
    const second = foldAll([application(DAY3, changeType)], first.after, 2);
    expect(holds(deciding(second), 'IOM_CLOSING', DAY3)).toBe(false);
  });

  it('are reported closed by the first M31 after an H1 or a term ended them', () => {
    const withdrawn = foldAll([
      application(DAY1, 'NIEUW'),
      consent('IOM_APPLICATION', 'IOM', DAY2, { withdrawnAt: DAY2 }),
      application(DAY3, 'INGETROKKEN'),
    ]);
    expect(holds(deciding(withdrawn), 'IOM_CLOSING', DAY3)).toBe(true);
    const lapsed = foldAll([application(DAY1, 'NIEUW'), application('2026-06-01T09:00:00Z', 'AFGEWEZEN')]);
    expect(holds(deciding(lapsed), 'IOM_CLOSING', '2026-06-01T09:00:00Z')).toBe(true);
  });

  it('report nothing closed when there was no consent, or a newer one stands', () => {
    expect(holds(deciding(foldAll([application(DAY1, 'AFGEWEZEN')])), 'IOM_CLOSING', DAY1)).toBe(false);
    const late = message('M31', 'IOM', DAY1, { changeType: 'INGETROKKEN' }, { acceptedAt: DAY3 });
    const folded = foldAll([application(DAY2, 'NIEUW'), late]);
    expect(holds(deciding(folded), 'IOM_CONSENT', DAY3)).toBe(true);
    expect(holds(deciding(folded), 'IOM_CLOSING', DAY3)).toBe(false);
  });

  it('need a date of signature', () => {
    expect(foldAll([application(DAY1, 'NIEUW', 'soon')]).after.facts).toEqual({});
  });

  it.each<[string, string, Predicate, Content]>([
    ['VWN', 'NID', 'VWN_CONSENT', {}],
    ['MEDICAL_RELEASE', 'MED', 'MED_CONSENT', {}],
    ['IOM_APPLICATION', 'IOM', 'IOM_CONSENT', {}],
  ])('%s: stated by %s, withdrawn at once', (kind, sender, predicate, more) => {
    const given = foldAll([consent(kind, sender, DAY1, more)]);
    expect(holds(given.after, predicate, DAY2)).toBe(true);
    const withdrawn = foldAll([consent(kind, sender, DAY2, { ...more, withdrawnAt: DAY2 })], given.after, 1);
    expect(holds(withdrawn.after, predicate, DAY2)).toBe(false);
  });

  it('to consular notification hold for the mission of one country', () => {
    const { after } = foldAll([consent('CONSULAR_NOTIFICATION', 'DJI', DAY1, { recipientUnit: 'EMB:NG' })]);
    expect(holds(after, 'CONSULAR_REQ', DAY1, 'EMB', 'NG')).toBe(true);
    expect(holds(after, 'CONSULAR_REQ', DAY1, 'EMB', 'GH')).toBe(false);
    expect(after.units).toEqual(['EMB:NG']);
  });

  it('end after their own last day when it comes first', () => {
    const { after } = foldAll([consent('IOM_APPLICATION', 'IOM', DAY1, { validUntil: '2026-03-05' })]);
    expect(holds(after, 'IOM_CONSENT', '2026-03-05T22:59:59Z')).toBe(true);
    expect(holds(after, 'IOM_CONSENT', '2026-03-05T23:00:00Z')).toBe(false);
  });
});
