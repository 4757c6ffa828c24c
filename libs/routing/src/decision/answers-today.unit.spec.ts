import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { ENDPOINTS, type CaseFacts, type Party } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { acceptedRecord, storedAt, testHub, testKeys } from '#lib/testing';
import { originMac } from '#lib/platform';
import { reRouteRecord } from '../log/re-route-record.js';
import { routeRecord } from '../route-record.js';
import { answersToday, type AnswersToday } from './answers-today.js';

const test = testHub();
const { hub, contracts, inForce } = test;
const program = hub.program(inForce)!;
const DTV: Party = { endpoint: 'DTV', unit: null };
const COA: Party = { endpoint: 'COA', unit: null };
const NOW = '2026-11-20T12:00:00.000Z';

let facts: CaseFacts | null;
let offset: number;
let interview: StoredRecord;

function take(code: 'M06' | 'H2', sender: Party, id: string, content: Record<string, unknown>): StoredRecord {
  const whole = {
    ...(code === 'H2' ? {} : contracts.sample(code, seededRandom(7))),
    vNumber: '9999000001',
    ...content,
  };
  const record = acceptedRecord(test, { code, sender, id, acceptedAt: '2026-11-02T10:00:00.000Z', content: whole });
  return fold(storedAt(record, 0, offset++));
}

function fold(stored: StoredRecord): StoredRecord {
  const routed = routeRecord(hub, inForce, facts, stored);
  if (routed.kind === 'HALT') throw new Error(routed.reason);
  facts = routed.facts?.facts ?? facts;
  return stored;
}

beforeEach(() => {
  [facts, offset] = [null, 5];
  take('H2', COA, 'host', { fact: 'COA_HOST', value: true, from: '2026-11-01T08:00:00.000Z' });
  take('H2', DTV, 'lko', { fact: 'LKO', value: true, from: '2026-11-01T08:00:00.000Z' });
  interview = take('M06', DTV, 'interview', {});
});

function answered(answers: AnswersToday) {
  if (answers.kind !== 'answered') throw new Error(answers.why);
  return answers;
}

describe('what the rules say of a message today', () => {
  it('is what a re-route of it decides, for every recipient', () => {
    const today = answered(answersToday(hub, program, interview, facts, NOW));
    const recipients = ENDPOINTS.filter((endpoint) => !['DTV', 'GEM', 'EMB'].includes(endpoint));
    const signer = {
      contracts,
      topics: test.topics,
      sign: (claim: Parameters<typeof originMac>[0]) => originMac(claim, testKeys.ring),
      now: () => NOW,
    };
    const order = {
      ...{ messageId: today.messageId, planId: 'plan', planHash: 'a'.repeat(64), narrower: false, generation: 1 },
      recipients: recipients.map((endpoint) => ({ endpoint, thenRemoved: [], thenMasked: [] })),
    };
    const stored = storedAt(reRouteRecord(signer, interview as StoredRecord & { value: Buffer }, order), 0, offset);
    const routed = routeRecord(hub, inForce, facts, stored);
    if (routed.kind === 'HALT') throw new Error(routed.reason);
    const decoded = contracts.decode(routed.decision.value);
    const { cells } = (decoded.ok ? decoded.content : {}) as { cells: { recipient: string; refusal?: string }[] };
    const told = recipients.map((endpoint) => ({ endpoint, unit: null })).map((one) => today.answerFor(one));
    expect(cells).toHaveLength(recipients.length);
    expect(cells.map(({ refusal }) => refusal ?? null)).toEqual(told.map(({ refusal }) => refusal));
    expect(told.filter(({ refusal }) => refusal === null).length).toBeGreaterThan(1);
  });

  it('changes with the facts of the case', () => {
    expect(answered(answersToday(hub, program, interview, facts, NOW)).answerFor(COA).refusal).toBeNull();
    take('H2', COA, 'left', { fact: 'COA_HOST', value: false, from: '2026-11-03T08:00:00.000Z' });
    expect(answered(answersToday(hub, program, interview, facts, NOW)).answerFor(COA).refusal).toBe('DENY_CONDITION');
  });

  it('refuses whom the facts do not name', () => {
    const answers = answered(answersToday(hub, program, interview, facts, NOW));
    expect(answers.answerFor({ endpoint: 'GEM', unit: '0599' }).refusal).toBe('DENY_CONDITION');
  });

  it.each<[string, (record: StoredRecord) => StoredRecord]>([
    ['not-authentic', (record) => ({ ...record, headers: { ...record.headers, 'schakel-origin-mac': '' } })],
    ['not-authentic', (record) => ({ ...record, value: null })],
    ['wrong-key', (record) => ({ ...record, key: 'b'.repeat(64) })],
  ])('is nothing for a record that is %s', (why, change) => {
    expect(answersToday(hub, program, change(interview), facts, NOW)).toEqual({ kind: 'unreadable', why });
  });
});
