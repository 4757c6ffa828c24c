import { describe, expect, it } from '@jest/globals';
import { ledgerLook } from './ledger-look.js';
import { ledgerFilter } from './ledger-options.js';
import { readPage, writePage } from './ledger-page.js';

describe('what `schakel ledger` is asked', () => {
  it('becomes a filter of what was given, and of nothing else', () => {
    expect(ledgerFilter({})).toEqual({});
    expect(ledgerFilter({ recipient: 'GEM:0599', message: 'M06', limit: '20', refusal: 'DENY_HARD:*' })).toEqual({
      recipient: 'GEM',
      unit: '0599',
      message: 'M06',
      limit: 20,
      refusal: 'DENY_HARD:*',
    });
  });

  it('takes a date as its beginning in the Netherlands, in winter and in summer', () => {
    expect(ledgerFilter({ since: '2026-01-15', until: '2026-07-15' })).toEqual({
      since: '2026-01-14T23:00:00.000Z',
      until: '2026-07-14T22:00:00.000Z',
    });
    expect(ledgerFilter({ since: '2026-01-15T10:00:00+01:00' })).toEqual({ since: '2026-01-15T09:00:00.000Z' });
  });

  it.each([
    [{ recipient: 'NOBODY' }, '--recipient takes'],
    [{ recipient: 'GEM:0599:x' }, '--recipient takes'],
    [{ sender: 'dtv' }, '--sender takes'],
    [{ message: 'M6' }, '--message takes'],
    [{ since: 'yesterday' }, '--since takes'],
    [{ until: '2026-02-31' }, '--until takes'],
    [{ limit: '0' }, '--limit takes'],
    [{ limit: '1001' }, '--limit takes'],
    [{ case: '9999000001' }, 'A V-number is never given as argument'],
    [{ case: 'somebody' }, 'A case is named by its pseudonym'],
    [{ messageId: 'x' }, '--message-id takes'],
    [{ decision: 'x' }, '--decision takes'],
    [{ page: 'x' }, '--page takes'],
    [{ page: Buffer.from('["a",1,2,3]').toString('base64url') }, '--page takes'],
  ])('says what it takes instead of %j', (options, message) => {
    expect(() => ledgerFilter(options)).toThrow(message);
  });

  it('goes on with the word that the page before ended with', () => {
    const cursor = { at: '2026-01-15T09:00:00.000Z', partition: 3, offset: 12, cell: -1 };
    expect(readPage(writePage(cursor))).toEqual(cursor);
    expect(ledgerFilter({ page: writePage(cursor) })).toEqual({ after: cursor });
  });
});

describe('what `schakel ledger` looks at', () => {
  const caseKey = 'ab'.repeat(32);
  const lines = [{ caseKey }];

  it('is a case or a decision that somebody named, and no other list', () => {
    expect(ledgerLook({ caseKey }, [])).toEqual({ action: 'case.read', caseKey });
    const read = { action: 'decision.read', caseKey };
    expect(ledgerLook({ decisionId: 'd1' }, lines)).toEqual({ ...read, details: { decisionId: 'd1' } });
    expect(ledgerLook({ messageId: 'm1' }, lines)).toEqual({ ...read, details: { messageId: 'm1' } });
    expect(ledgerLook({ messageId: 'm1' }, [])).toMatchObject({ caseKey: null });
    expect(ledgerLook({ recipient: 'GEM', unit: '0599' }, lines)).toBeNull();
  });
});
