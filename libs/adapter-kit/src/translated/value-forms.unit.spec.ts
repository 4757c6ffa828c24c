import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateForm } from './date-form.js';
import { localTime } from './local-time.js';
import { dated, yesOrNo } from './scalars.js';

const parts = fc.tuple(
  fc.integer({ min: 0, max: 9999 }),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 31 }),
);
const partialDate = parts.map(([year, month, day]) =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
);

describe('dates', () => {
  it.each(['dd-mm-yyyy', 'dd-mmm-yyyy'] as const)('come back whole from %s, unknown parts too', (style) => {
    const form = dateForm(style);
    fc.assert(
      fc.property(partialDate, (date) => {
        expect(form.read(form.write(date))).toBe(date);
        expect(form.write(date)).toMatch(new RegExp(form.pattern));
      }),
    );
  });

  it.each([
    ['dd-mm-yyyy', '1990-05-00', '00-05-1990'],
    ['dd-mmm-yyyy', '1990-05-00', '00-MAY-1990'],
    ['dd-mmm-yyyy', '1990-00-00', '00-UNK-1990'],
  ] as const)('stand as %s', (style, date, word) => expect(dateForm(style).write(date)).toBe(word));

  it('are refused in another style than the agency’s own, so that no two readings are possible', () => {
    for (const word of ['1990-05-01', '1-5-1990', '01-13-90', '01/05/1990', ' 01-05-1990', '01-05-1990\n']) {
      expect([word, dated('dd-mm-yyyy').read(word).ok]).toEqual([word, false]);
    }
    expect(dated('dd-mmm-yyyy').read('01-mei-1990').ok).toBe(false);
  });
});

describe('moments on the clock on the wall', () => {
  it('are the same moments, also in the hour that comes twice', () => {
    const moment = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(fc.property(moment, (date) => expect(Date.parse(localTime(date.toISOString()))).toBe(date.getTime())));
    expect([localTime('2026-10-25T00:30:00.000Z'), localTime('2026-10-25T01:30:00.000Z')]).toEqual([
      '2026-10-25T02:30:00.000+02:00',
      '2026-10-25T02:30:00.000+01:00',
    ]);
  });

  it('show summer and winter', () => {
    expect(localTime('2026-03-02T09:00:00.000Z')).toBe('2026-03-02T10:00:00.000+01:00');
    expect(localTime('2026-07-02T23:00:00.123Z')).toBe('2026-07-03T01:00:00.123+02:00');
  });
});

describe('yes and no', () => {
  it('are the agency’s two words and nothing else', () => {
    const words = yesOrNo(['J', 'N']);
    expect([words.write(true), words.write(false), words.read('J'), words.read('N')]).toEqual([
      'J',
      'N',
      { ok: true, value: true },
      { ok: true, value: false },
    ]);
    for (const word of [true, false, 'j', 'true', 1, '']) expect(words.read(word).ok).toBe(false);
  });
});
