import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { openTestDatabase } from '../open-test-database.fake.js';
import { type SubmissionStart } from '../submissions.port.js';

describe('submissions', () => {
  let database: Database;
  let count = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  function start(changes: Partial<SubmissionStart> = {}): SubmissionStart {
    const id = `id-${count++}`;
    const acceptedAt = '2026-01-01T09:00:00.000Z';
    const fixed = {
      source: 'urn:nld:oin:1',
      contentHash: 'h1',
      party: 'COA',
      code: 'M06',
      caseKey: 'c',
      acceptedAt,
      leaseMs: 60_000,
    };
    return { ...fixed, id, messageId: `m-${id}`, ...changes };
  }

  it('are new once; the same again gets the same receipt', async () => {
    const sent = start();
    expect(await database.submissions.begin(sent)).toEqual({ kind: 'new', acceptedAt: sent.acceptedAt, again: false });
    await database.submissions.complete(sent.source, sent.id, { messageId: sent.messageId, zeta: 1, alpha: 2 });
    expect(await database.submissions.begin(sent)).toEqual({
      kind: 'same',
      receipt: { messageId: sent.messageId, zeta: 1, alpha: 2 },
    });
  });

  it('are different when the id was used for other content, completed or not', async () => {
    const sent = start();
    await database.submissions.begin(sent);
    expect(await database.submissions.begin({ ...sent, contentHash: 'h2' })).toEqual({ kind: 'different' });
    await database.submissions.complete(sent.source, sent.id, {});
    expect(await database.submissions.begin({ ...sent, contentHash: 'h2' })).toEqual({ kind: 'different' });
  });

  it('are independent when another source uses the same id', async () => {
    const sent = start();
    await database.submissions.begin(sent);
    expect(await database.submissions.begin({ ...sent, source: 'urn:nld:oin:2', messageId: 'other' })).toMatchObject({
      kind: 'new',
    });
  });

  it('are begun by one of a hundred at once', async () => {
    const sent = start();
    const begun = await Promise.all(Array.from({ length: 100 }, () => database.submissions.begin(sent)));
    expect(begun.filter(({ kind }) => kind === 'new')).toHaveLength(1);
    expect(begun.filter(({ kind }) => kind === 'in-progress')).toHaveLength(99);
  });

  it('are taken over with their first accepted time when the lease ran out or was given up', async () => {
    const later = '2026-01-01T10:00:00.000Z';
    const expired = start({ leaseMs: 0 });
    await database.submissions.begin(expired);
    const taken = { kind: 'new', acceptedAt: expired.acceptedAt, again: true };
    expect(await database.submissions.begin({ ...expired, acceptedAt: later, leaseMs: 60_000 })).toEqual(taken);
    expect(await database.submissions.begin(expired)).toEqual({ kind: 'in-progress' });
    await database.submissions.release(expired.source, expired.id);
    expect(await database.submissions.begin({ ...expired, acceptedAt: later })).toEqual(taken);
  });

  it('show their status to their sender alone', async () => {
    const sent = start();
    await database.submissions.begin(sent);
    expect(await database.submissions.status(sent.messageId, 'COA')).toMatchObject({
      state: 'RUNNING',
      code: 'M06',
      receipt: null,
      outcome: null,
    });
    await database.submissions.complete(sent.source, sent.id, { messageId: sent.messageId });
    expect(await database.submissions.recordOutcome(sent.messageId, { warnings: ['VAL-12'] })).toBe(true);
    expect(await database.submissions.recordOutcome('unknown', {})).toBe(false);
    const status = { state: 'ACCEPTED', receipt: { messageId: sent.messageId }, outcome: { warnings: ['VAL-12'] } };
    expect(await database.submissions.status(sent.messageId, 'COA')).toMatchObject(status);
    expect(await database.submissions.status(sent.messageId, 'IND')).toBeNull();
    expect(await database.submissions.status('unknown', 'COA')).toBeNull();
  });
});
