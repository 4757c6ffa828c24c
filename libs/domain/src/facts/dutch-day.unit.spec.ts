import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, beginOf, dutchDateOf, endOf, instantOf, startOfDutchDay } from '#lib/domain';

const AMSTERDAM = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('Dutch calendar days', () => {
  it('are those of the time zone database from 2000 to 2100', () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(dutchDateOf(instant)).toBe(AMSTERDAM.format(instant).slice(0, 10));
        const begin = startOfDutchDay(dutchDateOf(instant)) ?? 0;
        expect(AMSTERDAM.format(begin)).toBe(`${dutchDateOf(instant)} 00:00:00`);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2026-03-28', '2026-03-27T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at %s', (date, instant) => {
    expect(new Date(startOfDutchDay(date) ?? 0).toISOString()).toBe(instant);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-3-1', '20260301', '', null, 5])('%j is no date', (value) => {
    expect(startOfDutchDay(value)).toBeNull();
  });

  it('are whole for a term: it begins with its first day and ends after its last', () => {
    expect(beginOf('2026-03-01')).toBe(Date.parse('2026-02-28T23:00:00Z'));
    expect(endOf('2026-03-01')).toBe(Date.parse('2026-03-01T23:00:00Z'));
    expect(endOf('2026-03-01T10:00:00+01:00')).toBe(Date.parse('2026-03-01T09:00:00Z'));
    expect(addDays('2026-12-31', 60)).toBe('2027-03-01');
  });

  it.each(['2026-03-01T10:00', '2026-03-01', '2026-03-01T10:00:00', 'now', 7])('%j is no instant', (value) => {
    expect(instantOf(value)).toBeNull();
  });
});
