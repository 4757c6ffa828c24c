import { describe, expect, it } from '@jest/globals';
import type { StoredRecord } from '#lib/messaging';
import { messageIdOf } from '#lib/platform';
import { testHub } from '#lib/testing';
import { quarantineEntry } from './quarantine-entry.mapper.js';

const { contracts } = testHub();
const SOURCE = contracts.partners.sourceOf({ endpoint: 'GEM', unit: '0599' }) ?? '';
const HEADERS = {
  'schakel-log-place': '2:17',
  'schakel-quarantine-reason': 'undecodable',
  ce_source: SOURCE,
  ce_id: 'one',
  ce_type: contracts.message('M06')?.type ?? '',
};

function entryOf(headers: Record<string, string>, value: Buffer | null = Buffer.from('CANARY')) {
  const stored: StoredRecord = { topic: 'q', partition: 2, offset: 5, key: 'CANARY', value, headers };
  return quarantineEntry(contracts, stored, 'log-1');
}

describe('a record that the router set aside', () => {
  it('is named by its place in the log, with what it claims to be and nothing of its content', () => {
    const mapped = entryOf(HEADERS);
    expect(mapped).toMatchObject({
      kind: 'ENTRY',
      entry: {
        ...{ origin: 'CASE_LOG', partition: 2, offset: 17, reason: 'undecodable', topicOffset: 5, bytes: 6 },
        ...{ claimedSender: 'GEM:0599', claimedMessage: 'M06', claimedMessageId: messageIdOf(SOURCE, 'one') },
      },
    });
    expect(JSON.stringify(mapped)).not.toContain('CANARY');
  });

  it.each([
    ['ce_source', 'claimedSender'],
    ['ce_type', 'claimedMessage'],
  ])('never repeats what it says in %s when that is no name of the hub', (header, field) => {
    const mapped = entryOf({ ...HEADERS, [header]: 'CANARY 9999000001' });
    expect(mapped).toMatchObject({ kind: 'ENTRY', entry: { [field]: null } });
    expect(JSON.stringify(mapped)).not.toMatch(/CANARY|9999000001/);
  });

  it('may lack everything that a door writes', () => {
    const { ce_source: _source, ce_id: _id, ce_type: _type, ...ofTheRouter } = HEADERS;
    const claims = { claimedSender: null, claimedMessage: null, claimedMessageId: null };
    expect(entryOf(ofTheRouter, null)).toMatchObject({ kind: 'ENTRY', entry: { ...claims, bytes: 0 } });
  });

  it.each(['', '1:17', '2:x', '2:17 9999000001'])('at place %j was not written by the router', (place) => {
    expect(entryOf({ ...HEADERS, 'schakel-log-place': place })).toMatchObject({ kind: 'FOREIGN' });
  });

  it('without a code for the reason was not written by the router', () => {
    expect(entryOf({ ...HEADERS, 'schakel-quarantine-reason': 'V 9999000001' })).toEqual({
      kind: 'FOREIGN',
      reason: 'it does not say why it was set aside',
    });
  });
});
