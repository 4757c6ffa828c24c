import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amsterdamDay, dayAfter, parseStoryTime, storyInstant } from './story-time.js';

describe('story time', () => {
  it('begins at nine in the morning when the story gives no clock time', () => {
    expect(parseStoryTime('D+9')).toEqual({ days: 9, clock: '09:00' });
    expect(parseStoryTime('D+78 21:00')).toEqual({ days: 78, clock: '21:00' });
    expect(parseStoryTime('variant D+50 22:00')).toEqual({ days: 50, clock: '22:00' });
  });

  it.each(['D9', 'D+1 9:00', 'D+1 25:00', 'D+', '2026-01-01', 'D+1 09:60'])(
    'does not take %s for a story time',
    (text) => {
      expect(parseStoryTime(text)).toBeNull();
      expect(() => storyInstant('2026-03-02', text)).toThrow(RangeError);
    },
  );

  it('is the clock of Amsterdam, in winter and in summer', () => {
    expect(storyInstant('2026-01-10', 'D+0 10:00')).toBe('2026-01-10T09:00:00.000Z');
    expect(storyInstant('2026-06-10', 'D+0 10:00')).toBe('2026-06-10T08:00:00.000Z');
  });

  it('keeps its clock time across both clock changes', () => {
    expect(storyInstant('2026-03-28', 'D+0 06:30')).toBe('2026-03-28T05:30:00.000Z');
    expect(storyInstant('2026-03-28', 'D+1 06:30')).toBe('2026-03-29T04:30:00.000Z');
    expect(storyInstant('2026-10-24', 'D+1 06:30')).toBe('2026-10-25T05:30:00.000Z');
  });

  it('a later step is never earlier, and its date in Amsterdam is D plus its days', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.nat(400), fc.integer({ min: 4, max: 23 }), (date, days, hour) => {
        const first = date.toISOString().slice(0, 10);
        const instant = storyInstant(first, `D+${days} ${String(hour).padStart(2, '0')}:15`);
        expect(amsterdamDay(Date.parse(instant))).toBe(dayAfter(first, days));
        expect(storyInstant(first, `D+${days + 1} ${String(hour).padStart(2, '0')}:15`) > instant).toBe(true);
      }),
    );
  });
});
