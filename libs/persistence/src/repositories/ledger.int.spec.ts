import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database } from '../database.port.js';
import { type DecisionEntry, type LedgerCell, type ReceiptEntry } from '../ledger-entries.port.js';
import { openTestDatabase } from '../open-test-database.fake.js';

const LOG = 'log-1';

function cell(changes: Partial<LedgerCell> = {}): LedgerCell {
  return {
    recipient: 'COA',
    unit: null,
    refusal: null,
    ruleId: 'm06-coa',
    deliveryId: null,
    recipientSchemaId: 7,
    removed: ['narrative'],
    masked: [],
    read: [{ name: 'COA_HOST', value: true }],
    ...changes,
  };
}

function decision(partition: number, offset: number, changes: Partial<DecisionEntry> = {}): DecisionEntry {
  const decisionId = `decision-${partition}-${offset}`;
  return {
    decisionId,
    logPartition: partition,
    logOffset: offset,
    topicOffset: offset,
    generation: 0,
    caseKey: `case-${partition}`,
    messageId: `message-${partition}-${offset}`,
    message: 'M06',
    sender: 'DTV',
    outcome: 'DECIDED',
    reason: null,
    originalOffset: null,
    time: `2026-03-0${partition + 1}T09:00:0${offset}.000Z`,
    engine: 1,
    ruleSet: { id: 'rules', hash: 'ab' },
    schemaSet: null,
    lists: null,
    valueHash: null,
    warnings: ['VAL-12'],
    facts: [{ name: 'COA_HOST', value: true }],
    cells: [
      cell({ deliveryId: `delivery-${decisionId}` }),
      cell({ recipient: 'GEM', unit: '0599', refusal: 'DENY_HARD:HD1' }),
    ],
    record: Buffer.from(decisionId),
    recordHash: `hash-${decisionId}`,
    told: null,
    ...changes,
  };
}

function receipt(n: number, changes: Partial<ReceiptEntry> = {}): ReceiptEntry {
  return {
    receiptId: `receipt-${n}`,
    deliveryId: 'delivery-decision-0-0',
    messageId: 'message-0-0',
    message: 'M06',
    endpoint: 'COA',
    unit: null,
    caseKey: 'case-0',
    lane: 'CASE',
    sequence: n,
    outcome: 'DELIVERED',
    reason: null,
    attempts: 1,
    time: '2026-03-01T09:00:01.000Z',
    logPartition: 0,
    logOffset: 0,
    recipientReference: null,
    topicOffset: n,
    record: Buffer.from([n]),
    recordHash: `hash-${n}`,
    ...changes,
  };
}

describe('the ledger', () => {
  let database: Database;

  beforeAll(async () => {
    database = await openTestDatabase();
    for (const partition of [0, 1, 2])
      await take(
        partition,
        [0, 1].map((offset) => decision(partition, offset)),
      );
    const records = [decision(3, 0, { time: null, cells: [], outcome: 'QUARANTINED', caseKey: null, messageId: null })];
    await take(3, records);
  });

  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  async function take(partition: number, entries: readonly DecisionEntry[]) {
    const { nextOffset } = await database.ledger.openPosition('decisions', partition, LOG);
    const batch = {
      partition,
      logId: LOG,
      expectedNextOffset: nextOffset,
      nextOffset: nextOffset + entries.length,
      entries,
    };
    return database.ledger.takeDecisions(batch);
  }

  it('gives back a decision with its cells and exact bytes', async () => {
    const { told: _told, ...stored } = decision(1, 1);
    expect(await database.ledger.decision('decision-1-1')).toEqual(stored);
    expect(await database.ledger.decisionsOf('message-1-1')).toEqual([stored]);
    expect(await database.ledger.decision('nowhere')).toBeNull();
  });

  it('takes an identical repeat as done and moves on', async () => {
    expect(await take(0, [decision(0, 0), decision(0, 2)])).toEqual({ kind: 'taken', fresh: 1, repeated: 1 });
    const [position] = await database.ledger.positions();
    expect(position).toMatchObject({ stream: 'decisions', nextOffset: 4, lastTime: '2026-03-01T09:00:02.000Z' });
  });

  it('stops at a record with a known id and other content, with what came before it stored', async () => {
    const records = [
      decision(4, 0),
      decision(4, 1),
      decision(4, 0, { recordHash: 'other', topicOffset: 2 }),
      decision(4, 3),
    ];
    expect(await take(4, records)).toEqual({ kind: 'differs', id: 'decision-4-0', topicOffset: 2 });
    expect((await database.ledger.decision('decision-4-0'))?.recordHash).toBe('hash-decision-4-0');
    expect(await database.ledger.decision('decision-4-1')).not.toBeNull();
    expect(await database.ledger.decision('decision-4-3')).toBeNull();
    expect((await database.ledger.openPosition('decisions', 4, LOG)).nextOffset).toBe(2);
  });

  it('lets one of many instances win, and writes nothing for the others or for another log', async () => {
    const batch = { partition: 5, logId: LOG, expectedNextOffset: 0, nextOffset: 1, entries: [decision(5, 0)] };
    await database.ledger.openPosition('decisions', 5, LOG);
    expect(await database.ledger.takeDecisions({ ...batch, logId: 'other' })).toEqual({ kind: 'superseded' });
    const taken = await Promise.all([1, 2, 3].map(() => database.ledger.takeDecisions(batch)));
    expect(taken.map(({ kind }) => kind).sort()).toEqual(['superseded', 'superseded', 'taken']);
    expect((await database.ledger.openPosition('decisions', 5, 'other')).logId).toBe(LOG);
  });

  it('lists a row per cell, newest decision first, page by page', async () => {
    const all = (await database.ledger.list({ until: '2026-03-04T00:00:00Z', since: '2026-03-02T00:00:00Z' })).lines;
    expect(all.map(({ decisionId, cell: found }) => [decisionId, found?.recipient])).toEqual(
      ['2-1', '2-0', '1-1', '1-0'].flatMap((id) => [
        [`decision-${id}`, 'COA'],
        [`decision-${id}`, 'GEM'],
      ]),
    );
    const filter = { until: '2026-03-04T00:00:00Z', since: '2026-03-02T00:00:00Z', limit: 3 };
    let page = await database.ledger.list(filter);
    const lines = [...page.lines];
    while (page.next !== null) {
      page = await database.ledger.list({ ...filter, after: page.next });
      lines.push(...page.lines);
    }
    expect(lines).toEqual(all);
  });

  it('lists a record without cells and without a time of its own', async () => {
    const { lines } = await database.ledger.list({ outcome: 'QUARANTINED' });
    expect(lines).toMatchObject([{ decisionId: 'decision-3-0', time: null, cell: null, receipt: null }]);
  });

  it.each([
    [{ recipient: 'GEM', unit: '0599', since: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' }, 2],
    [{ recipient: 'GEM', unit: '0344' }, 0],
    [{ refusal: 'DENY_HARD:*', caseKey: 'case-1' }, 2],
    [{ refusal: 'DENY_HARD:HD2' }, 0],
    [{ refusal: 'DELIVERED', caseKey: 'case-2' }, 2],
    [{ rule: 'm06-coa', messageId: 'message-2-1' }, 2],
    [{ sender: 'IND' }, 0],
    [{ sender: 'DTV', message: 'M06', decisionId: 'decision-2-0' }, 2],
  ])('filters by %j', async (filter, expected) => {
    expect((await database.ledger.list(filter)).lines).toHaveLength(expected);
  });

  it('takes receipts and shows the newest beside the cell of its delivery', async () => {
    await database.ledger.openPosition('receipts', 0, LOG);
    const entries = [receipt(0, { outcome: 'HELD' }), receipt(1), receipt(0, { outcome: 'HELD', topicOffset: 2 })];
    const batch = { partition: 0, logId: LOG, expectedNextOffset: 0, nextOffset: 3, entries };
    expect(await database.ledger.takeReceipts(batch)).toEqual({ kind: 'taken', fresh: 2, repeated: 1 });
    const { lines } = await database.ledger.list({ decisionId: 'decision-0-0' });
    expect(lines.map((line) => line.receipt)).toEqual(['DELIVERED', null]);
    const { record: _record, recordHash: _hash, topicOffset: _offset, ...stored } = receipt(1);
    expect((await database.ledger.receiptsOf(['delivery-decision-0-0']))[1]).toEqual(stored);
  });

  it('tells the sender once what became of the message', async () => {
    const start = {
      source: 's',
      id: 'i',
      contentHash: 'h',
      messageId: 'told',
      party: 'DTV',
      code: 'M06',
      caseKey: 'c',
      acceptedAt: '2026-03-01T09:00:00.000Z',
      leaseMs: 1000,
    };
    await database.submissions.begin(start);
    const first = decision(6, 0, { messageId: 'told', told: { outcome: 'DECIDED' } });
    await take(6, [first, decision(6, 1, { messageId: 'told', told: { outcome: 'REJECTED' } })]);
    expect((await database.submissions.status('told', 'DTV'))?.outcome).toEqual({ outcome: 'DECIDED' });
  });

  it('takes a batch of a thousand at once', async () => {
    const entries = Array.from({ length: 1000 }, (_, offset) =>
      decision(7, offset, { time: '2026-05-01T00:00:00.000Z' }),
    );
    expect(await take(7, entries)).toEqual({ kind: 'taken', fresh: 1000, repeated: 0 });
  });
});
