import { describe, expect, it } from '@jest/globals';
import { dayOf, instantOf } from './instant.js';
import { isPartialDate, latestDay } from '../validation/partial-date.js';
import { isBsn } from '../validation/bsn.js';
import { workingDaysBetween } from '../validation/working-days.js';

describe('dates and moments', () => {
  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-01',
    '0000-01-01',
    '9999-12-31',
    '2026-2-3',
    '2026-02-03Z',
    '',
  ])('do not take %s for a day', (text) => expect(dayOf(text)).toBeNull());

  it.each([
    '2026-03-02T10:00:00',
    '2026-03-02T24:00:00Z',
    '2026-03-02T23:59:60Z',
    '2026-02-30T10:00:00Z',
    '2026-03-02T10:00Z',
    '2026-03-02 10:00:00Z',
    '2026-03-02T10:00:00+24:00',
    '2026-03-02T10:00:00.Z',
    '9999-03-02T10:00:00Z',
  ])('do not take %s for a moment', (text) => expect(instantOf(text)).toBeNull());

  it('count an offset and cut below the millisecond', () => {
    expect(instantOf('2026-03-02T10:00:00+01:00')).toBe(Date.UTC(2026, 2, 2, 9));
    expect(instantOf('2026-03-02T10:00:00.123999Z')).toBe(Date.UTC(2026, 2, 2, 10, 0, 0, 123));
    expect(instantOf('2026-03-02T20:00:00-11:30')).toBe(Date.UTC(2026, 2, 3, 7, 30));
    expect(dayOf('2024-02-29')).toBe(Date.UTC(2024, 1, 29) / 86_400_000);
  });

  it('allow unknown parts in a date of birth, and take a person for as young as it allows', () => {
    expect(['1991-00-00', '1991-07-00', '0000-00-00', '1991-02-28'].every(isPartialDate)).toBe(true);
    expect(['1991-00-03', '1991-02-30', '1991-13-00', '0000-01-01', '91-01-01'].some(isPartialDate)).toBe(false);
    expect(latestDay('2020-00-00')).toBe(dayOf('2020-12-31'));
    expect(latestDay('2020-02-00')).toBe(dayOf('2020-02-29'));
  });
});

describe('the 11-test', () => {
  it.each(['111222333', '999990019', '999990020'])('passes %s', (bsn) => expect(isBsn(bsn)).toBe(true));
  it.each(['111222334', '000000000', '11122233', 'abcdefghi'])('refuses %s', (bsn) => expect(isBsn(bsn)).toBe(false));
});

describe('working days', () => {
  it('leave out the weekend and the first day', () => {
    const day = (text: string): number => dayOf(text) as number;
    expect(workingDaysBetween(day('2026-03-02'), day('2026-03-06'))).toBe(4);
    expect(workingDaysBetween(day('2026-03-06'), day('2026-03-09'))).toBe(1);
    expect(workingDaysBetween(day('2026-03-06'), day('2026-03-06'))).toBe(0);
  });
});
