import { describe, expect, it } from '@jest/globals';
import { deadLetterFilter } from './dead-letter-options.js';
import { readPageWord } from '../options/page-word.js';
import { deadLetterPage } from './dead-letter-page.js';

describe('what `schakel dead-letters list` is asked', () => {
  it('becomes a filter of what was given, and of nothing else', () => {
    expect(deadLetterFilter({})).toEqual({});
    expect(
      deadLetterFilter({
        recipient: 'GEM:0599',
        message: 'M06',
        class: 'hub',
        reason: 'unreadable',
        since: '2026-01-15',
      }),
    ).toEqual({
      ...{ endpoint: 'GEM', unit: '0599', code: 'M06', errorClass: 'hub', reason: 'unreadable' },
      since: '2026-01-14T23:00:00.000Z',
    });
  });

  it.each([
    [{ recipient: 'NOBODY' }, '--recipient takes'],
    [{ message: 'M6' }, '--message takes'],
    [{ class: 'other' }, '--class takes'],
    [{ reason: "x' OR 1=1" }, '--reason takes'],
    [{ group: 'xyz' }, '--group takes'],
    [{ since: 'yesterday' }, '--since takes'],
    [{ limit: '1001' }, '--limit takes'],
  ])('says what it takes instead of %j', (options, message) => {
    expect(() => deadLetterFilter(options)).toThrow(message);
  });

  it('goes on with the word that the page before ended with, and with no other', () => {
    const [at, id] = [1_768_000_000_123, '00000000-0000-8000-8000-000000000000'];
    expect(readPageWord(deadLetterPage({ deadSince: at, deliveryId: id }) ?? '')).toEqual({ at, id });
    expect([deadLetterPage(null), readPageWord(undefined)]).toEqual([null, null]);
    expect(() => readPageWord('x')).toThrow('--page takes');
  });
});
