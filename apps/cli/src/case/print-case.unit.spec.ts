import { describe, expect, it } from '@jest/globals';
import { timeLine } from '#lib/operations';
import type { CaseDecision, CaseHistory, Delivery } from '#lib/persistence';
import { printCase } from './print-case.js';

const CELL = { recipient: 'GEM', unit: '0599', refusal: null, ruleId: 'm06-gem', deliveryId: 'x1' };
const DECISION: CaseDecision = {
  ...{ decisionId: 'd1', logPartition: 2, logOffset: 7, messageId: 'm1', message: 'M06', sender: 'DTV' },
  ...{ outcome: 'DECIDED', reason: null, time: '2026-03-01T09:00:00Z', ruleSetId: 'rules' },
  cells: [
    CELL,
    { ...CELL, unit: '0344', deliveryId: 'x2' },
    { ...CELL, recipient: 'VWN', unit: null, refusal: 'DENY_HARD:HD5', deliveryId: null },
  ],
};
const ROW = {
  ...{ deliveryId: 'x1', state: 'DEAD', attempts: 3, lastErrorClass: 'message', changedAt: '2026-03-01T09:00:09Z' },
  ...{ endpoint: 'GEM', unit: '0599', removal: false, blocks: true, resolution: null, deaths: 1 },
} as Delivery;
const RECEIPT = { deliveryId: 'x1', outcome: 'DEAD', reason: 'http-400', attempts: 3, time: '2026-03-01T09:00:08Z' };
const HISTORY: CaseHistory = {
  decisions: [DECISION],
  next: null,
  undecided: [{ messageId: 'm2', party: 'IND', code: 'M04', acceptedAt: '2026-03-02T09:00:00Z', state: 'ACCEPTED' }],
  deliveries: [ROW],
  receipts: [RECEIPT as CaseHistory['receipts'][number]],
  releases: [
    { deliveryId: 'x1', planId: 'plan-1', kind: 'RETRY', at: '2026-03-01T09:00:05Z' },
    { deliveryId: 'x9', planId: 'plan-9', kind: 'RETRY', at: '2026-03-01T09:00:06Z' },
    { deliveryId: 'x1', planId: 'plan-2', kind: 'SKIP', at: '2026-03-01T09:00:09Z' },
  ],
  suspended: true,
  stops: [{ messageId: 'm2', ground: 'REPEATED_APPLICATION' }],
};

describe('the time line of a case', () => {
  it('says of each recipient how far its delivery is', () => {
    const [message] = timeLine(HISTORY).messages;
    expect(message?.recipients).toMatchObject([
      { unit: '0599', state: 'DEAD', attempts: 3, errorClass: 'message', receipts: [{ reason: 'http-400' }] },
      { unit: '0344', state: 'NOT_TAKEN', attempts: 0, receipts: [] },
      { recipient: 'VWN', refusal: 'DENY_HARD:HD5', state: null, receipts: [] },
    ]);
  });

  it('is printed message by message, with what stops it first', () => {
    const lines: string[] = [];
    const as = { time: null, takenAt: null, decisions: {} };
    printCase(timeLine(HISTORY), { caseKey: 'ab'.repeat(32), as, write: (line) => lines.push(line) });
    const text = lines.join('\n');
    expect(text).toMatch(/A suspension is open[^]*A stop stands[^]*M06 by DTV: DECIDED[^]*M04 by IND: accepted, not/);
    expect(text).toContain('GEM:0599   DEAD since 2026-03-01T09:00:09Z  3 attempt(s)  last message  delivery x1');
    expect(text).toContain('receipt DEAD (http-400) after 3 attempt(s)');
    expect(text).toMatch(/released by plan plan-1\n.*2026-03-01T09:00:09Z +skipped by plan plan-2/);
    expect(text).not.toContain('plan-9');
    expect(text).toContain('next: blocks its case at this recipient, 0 wait behind it');
    expect(text).toContain('VWN        DENY_HARD:HD5');
  });

  it('of an unknown case says so', () => {
    const lines: string[] = [];
    const empty = {
      ...HISTORY,
      decisions: [],
      undecided: [],
      deliveries: [],
      receipts: [],
      releases: [],
      suspended: false,
      stops: [],
    };
    const as = { time: null, takenAt: null, decisions: {} };
    printCase(timeLine(empty), { caseKey: 'ab'.repeat(32), as, write: (line) => lines.push(line) });
    expect(lines).toContain('The hub knows no message of this case.');
  });
});
