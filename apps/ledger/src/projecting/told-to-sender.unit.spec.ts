import { describe, expect, it } from '@jest/globals';
import type { DecisionRecord } from '#lib/contracts';
import { toldToSender } from './told-to-sender.js';

function told(changes: Partial<DecisionRecord>) {
  const record = {
    decisionId: 'd',
    messageId: 'm',
    outcome: 'DECIDED',
    generation: 0,
    warnings: [],
    cells: [],
    time: 'T',
    ...changes,
  };
  return toldToSender(record as unknown as DecisionRecord);
}

const cell = (recipient: string, refusal?: string) =>
  ({ recipient, refusal, removed: [], masked: [], read: [] }) as unknown as DecisionRecord['cells'][number];

describe('what the sender is told of its message', () => {
  it('is the outcome with its warnings, and nothing of who received it', () => {
    const answer = told({ warnings: ['VAL-12'], cells: [cell('COA'), cell('VWN', 'DENY_HARD:HD3')] });
    expect(answer).toEqual({ outcome: 'DECIDED', warnings: ['VAL-12'], decisionId: 'd', time: 'T' });
  });

  it('is the rule that refused it as a whole', () => {
    const answer = told({ cells: [cell('COA', 'REJECT:VAL-09'), cell('VWN', 'REJECT:VAL-09')] });
    expect(answer).toMatchObject({ outcome: 'REJECTED', reason: 'VAL-09' });
  });

  it('is the reason of a refused control message', () => {
    expect(told({ outcome: 'REJECTED', reason: 'NOT_THE_OWNER' })).toMatchObject({ reason: 'NOT_THE_OWNER' });
  });

  it.each([
    { outcome: 'DUPLICATE' },
    { outcome: 'REJECTED', reason: 'ID_REUSED' },
    { messageId: undefined },
    // Decided again for some recipients: the live answer stands.
    { generation: 1, cells: [cell('COA')] },
  ] as const)('is nothing for %j', (changes) => {
    expect(told(changes as Partial<DecisionRecord>)).toBeNull();
  });
});
