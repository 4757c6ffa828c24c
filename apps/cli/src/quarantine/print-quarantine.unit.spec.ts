import { describe, expect, it } from '@jest/globals';
import type { QuarantinedRecord } from '#lib/persistence';
import { printQuarantine, printQuarantineCounts, printQuarantined } from './print-quarantine.js';
import { readPageWord } from '../options/page-word.js';
import { quarantineFilter } from './quarantine-options.js';
import { quarantinePage } from './quarantine-page.js';

const ID = '0197f5a0-0000-8000-8000-000000000001';
const RECORD: QuarantinedRecord = {
  ...{ quarantineId: ID, origin: 'CASE_LOG', endpoint: null, partition: 2, offset: 17, reason: 'undecodable' },
  ...{
    claimedSender: 'GEM:0599',
    claimedMessage: 'M06',
    claimedMessageId: null,
    bytes: 12,
    hash: 'ab',
    ageSeconds: 90,
  },
  ...{ since: '2026-11-23T10:00:00.000Z', reRead: null, decided: null },
};

function printed(print: (write: (line: string) => void) => void): string {
  const lines: string[] = [];
  print((line) => lines.push(line));
  return lines.join('\n');
}

describe('what was set aside', () => {
  it('is listed with its place, its reason and what it claims', () => {
    const text = printed((write) =>
      printQuarantine({ records: [RECORD], next: { since: 5, quarantineId: ID } }, write),
    );
    expect(text).toMatch(/log 2\/17 +undecodable .*M06 of GEM:0599, it says/);
    expect(text).toContain(`--page 5_${ID}`);
  });

  it('is shown with what to do about it, and what became of it', () => {
    const reRead = { planId: 'plan-1', orderedAt: '2026-11-23T11:00:00.000Z' };
    const decided = { decisionId: 'd1', outcome: 'DECIDED' };
    const text = printed((write) => printQuarantined({ ...RECORD, reRead, decided }, write));
    expect(text).toMatch(/do not fit the schema[^]*by plan plan-1[^]*DECIDED, decision d1[^]*RE_READ of record 2\/17/);
    expect(
      printed((write) => printQuarantined({ ...RECORD, origin: 'DELIVERY', endpoint: 'COA' }, write)),
    ).not.toContain('--records');
  });

  it('is summed by reason', () => {
    const count = { count: 3, open: 2, newestOpenAgeSeconds: 1, oldestOpenAgeSeconds: 120 };
    const text = printed((write) =>
      printQuarantineCounts([{ origin: 'DELIVERY', endpoint: 'COA', reason: 'headers', ...count }], write),
    );
    expect(text).toMatch(/3 {2}deliveries to COA +headers +2 not read again, the oldest/);
    expect(printed((write) => printQuarantineCounts([], write))).toBe('Nothing was ever set aside.');
  });

  it('is asked for by origin, endpoint, reason and period', () => {
    const since = '2026-11-01T00:00:00Z';
    const filter = quarantineFilter({ origin: 'log', endpoint: 'COA', reason: 'bad-origin', since, open: true });
    expect(filter).toMatchObject({ origin: 'CASE_LOG', endpoint: 'COA', reason: 'bad-origin', open: true });
    expect(quarantineFilter({})).toEqual({});
    expect(() => quarantineFilter({ origin: '9999000001' })).toThrow('log or delivery');
    expect(() => quarantineFilter({ reason: 'V 9999000001' })).not.toThrow(/9999/);
  });

  it('goes on where the page before ended', () => {
    const word = quarantinePage({ since: 5, quarantineId: ID });
    expect(readPageWord(word ?? '')).toEqual({ at: 5, id: ID });
    expect([quarantinePage(null), readPageWord(undefined)]).toEqual([null, null]);
    expect(() => readPageWord('nonsense')).toThrow('--page takes the word');
  });
});
