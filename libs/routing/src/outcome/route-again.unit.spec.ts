import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom, type DecisionRecord } from '#lib/contracts';
import type { CaseFacts, Content, Party } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { acceptedRecord, storedAt, testKeys, twoRuleSets } from '#lib/testing';
import { caseKeyOf, originMac } from '#lib/platform';
import { messageId } from '../ids.js';
import type { InForce } from '../in-force.js';
import { reRouteRecord, type ReRouteAsked } from '../log/re-route-record.js';
import { routeRecord } from '../route-record.js';
import type { RoutedRecord } from '../routed.js';

const test = twoRuleSets();
const { hub, contracts, topics } = test;
const DTV: Party = { endpoint: 'DTV', unit: null };
const COA: Party = { endpoint: 'COA', unit: null };
const V_NUMBER = '9999000001';
const SIGNER = {
  contracts,
  topics,
  sign: (claim: Parameters<typeof originMac>[0]) => originMac(claim, testKeys.ring),
  now: () => '2026-11-20T12:00:00.000Z',
};

let facts: CaseFacts | null;
let offset: number;
let inForce: InForce;

beforeEach(() => {
  [facts, offset, inForce] = [null, 5, test.inForce];
});

function take(record: Parameters<typeof storedAt>[0], partition = 0): RoutedRecord & { readonly stored: StoredRecord } {
  const stored = storedAt(record, partition, offset++);
  const routed = routeRecord(hub, inForce, facts, stored);
  if (routed.kind === 'HALT') throw new Error(routed.reason);
  facts = routed.facts?.facts ?? facts;
  return { ...routed, stored };
}

function send(code: 'M06' | 'M34' | 'M03' | 'H2', sender: Party, id: string, content: Content = {}, headers = {}) {
  const sample = code === 'H2' ? {} : contracts.sample(code, seededRandom(7));
  const whole = { ...sample, vNumber: V_NUMBER, ...content };
  return take(
    acceptedRecord(test, { code, sender, id, acceptedAt: '2026-11-02T10:00:00.000Z', content: whole, headers }),
  );
}

/** The interview of somebody whom COA hosts, agreed on in the national consultation. */
function interview(headers = {}) {
  send('H2', COA, 'host', { fact: 'COA_HOST', value: true, from: '2026-11-01T08:00:00.000Z' });
  send('H2', DTV, 'lko', { fact: 'LKO', value: true, from: '2026-11-01T08:00:00.000Z' });
  return send('M06', DTV, 'interview', {}, headers);
}

function orderFor(live: RoutedRecord, endpoint: string, more: Partial<ReRouteAsked> = {}): ReRouteAsked {
  const cell = decisionOf(live).cells.find(({ recipient }) => recipient === endpoint);
  const then = {
    endpoint,
    ...(cell?.refusal === undefined ? {} : { thenRefusal: cell.refusal }),
    thenRemoved: cell?.removed ?? [],
    thenMasked: cell?.masked ?? [],
  };
  const plan = { planId: 'plan-1', planHash: 'a'.repeat(64), narrower: true, generation: 1 };
  return { messageId: live.messageId ?? '', ...plan, recipients: [then], ...more };
}

function again(live: RoutedRecord & { readonly stored: StoredRecord }, order: ReRouteAsked) {
  return take(reRouteRecord(SIGNER, live.stored as StoredRecord & { value: Buffer }, order));
}

function decisionOf(routed: RoutedRecord): DecisionRecord {
  const decoded = contracts.decode(routed.decision.value);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.content as unknown as DecisionRecord;
}

const cellOf = (routed: RoutedRecord) => decisionOf(routed).cells[0];

describe('a re-route', () => {
  it('delivers to the named recipient only, as a new generation that names the original', () => {
    const live = interview();
    const routed = again(live, orderFor(live, 'COA'));
    const [delivery] = routed.deliveries;
    const before = live.deliveries.find(({ topic }) => topic === topics.delivery('COA'));
    expect(routed.deliveries.map(({ topic }) => topic)).toEqual([topics.delivery('COA')]);
    expect(delivery?.value).toEqual(before?.value);
    expect(delivery?.headers['ce_id']).not.toBe(before?.headers['ce_id']);
    expect(delivery?.headers).toMatchObject({ 'schakel-generation': '1', 'schakel-log-place': `0:${offset - 1}` });
    expect(decisionOf(routed)).toMatchObject({
      outcome: 'DECIDED',
      generation: 1,
      originalOffset: live.stored.offset,
      messageId: messageId(live.stored.headers['ce_source'] ?? '', 'interview'),
      time: '2026-11-20T12:00:00.000Z',
      cells: [{ recipient: 'COA' }],
    });
    expect(routed.messageId).toBeNull();
  });

  it('is decided by the rules of today', () => {
    const live = interview();
    inForce = test.other;
    const routed = again(live, orderFor(live, 'COA'));
    expect([routed.deliveries, cellOf(routed)?.refusal]).toEqual([[], 'DENY_NOT_LISTED']);
  });

  it('is decided by the facts of today, so that a case that is stopped gets no removal message', () => {
    send('H2', { endpoint: 'KMAR', unit: null }, 'task', {
      fact: 'KMAR_TASK',
      value: true,
      from: '2026-11-01T08:00:00.000Z',
    });
    const live = send('M34', DTV, 'flight', {});
    expect(decisionOf(live).cells.find(({ recipient }) => recipient === 'KMAR')?.refusal).toBeUndefined();
    send('M03', { endpoint: 'IND', unit: null }, 'stop', {
      removable: false,
      stopAllRemovalActions: true,
      reasonCode: 'ASIEL',
    });
    const routed = again(live, orderFor(live, 'KMAR'));
    expect([routed.deliveries, cellOf(routed)?.refusal]).toEqual([[], 'BLOCK_SUSPENDED']);
  });

  it('leaves out what was left out then, unless the plan says that today counts', () => {
    const live = interview();
    const order = orderFor(live, 'COA');
    const stricter = { ...order, recipients: [{ ...order.recipients[0]!, thenRemoved: ['outcomeCodes'] }] };
    expect(cellOf(again(live, stricter))?.removed).toContain('outcomeCodes');
    expect(cellOf(again(live, { ...stricter, generation: 2, narrower: false }))?.removed).not.toContain('outcomeCodes');
  });

  it('keeps refusing what was refused then, unless the plan says that today counts', () => {
    const live = interview();
    const order = orderFor(live, 'COA');
    const refused = { ...order, recipients: [{ ...order.recipients[0]!, thenRefusal: 'DENY_CONDITION' }] };
    expect(cellOf(again(live, refused))?.refusal).toBe('DENY_CONDITION');
    expect(again(live, { ...refused, generation: 2, narrower: false }).deliveries).toHaveLength(1);
    const rejected = {
      ...order,
      generation: 3,
      narrower: false,
      recipients: [{ ...order.recipients[0]!, thenRefusal: 'REJECT:VAL-09' }],
    };
    expect(cellOf(again(live, rejected))?.refusal).toBe('REJECT:VAL-09');
  });

  it('holds the sender’s own limits on who may have it', () => {
    const live = interview({ ce_onlyfor: 'IND' });
    expect(cellOf(again(live, { ...orderFor(live, 'COA'), narrower: false }))?.refusal).toBe('DENY_SENDER');
  });

  it('refuses a unit that no fact of the case names', () => {
    const live = interview();
    const recipients = [{ endpoint: 'GEM', unit: '0599', thenRemoved: [], thenMasked: [] }];
    expect(cellOf(again(live, { ...orderFor(live, 'COA'), recipients, narrower: false }))).toMatchObject({
      unit: '0599',
      refusal: 'DENY_CONDITION',
    });
  });

  it('that comes twice is one: nothing is decided or delivered a second time', () => {
    const live = interview();
    const record = reRouteRecord(SIGNER, live.stored as StoredRecord & { value: Buffer }, orderFor(live, 'COA'));
    expect(take(record).deliveries).toHaveLength(1);
    expect(take(record)).toMatchObject({ deliveries: [], summary: { outcome: 'DUPLICATE' } });
  });

  it('of another plan under a used generation is rejected, for its deliveries would have the same ids', () => {
    const live = interview();
    again(live, orderFor(live, 'COA'));
    const routed = again(live, orderFor(live, 'COA', { planId: 'plan-2' }));
    expect(routed).toMatchObject({
      deliveries: [],
      summary: { outcome: 'REJECTED', reason: 'ID_REUSED', alarm: true },
    });
  });

  it('of a message that no door wrote, or of another case, goes to quarantine', () => {
    const live = interview();
    const { stored } = live;
    const order = orderFor(live, 'COA');
    const altered = { ...stored, headers: { ...stored.headers, ce_time: '2026-01-01T00:00:00.000Z' } };
    for (const original of [altered, { ...stored, key: caseKeyOf('9999000002', testKeys.caseKey) }]) {
      const routed = take(reRouteRecord(SIGNER, original as StoredRecord & { value: Buffer }, order));
      expect(routed).toMatchObject({ kind: 'QUARANTINE', deliveries: [], summary: { reason: 'not-the-original' } });
    }
    const other = again(live, { ...order, messageId: '00000000-0000-8000-8000-000000000000' });
    expect(other.summary.reason).toBe('not-the-original');
  });

  it('changes no fact of the case, however old the message is', () => {
    const live = interview();
    const before = facts;
    again(live, orderFor(live, 'COA'));
    expect([facts?.facts, facts?.stops, facts?.notes]).toEqual([before?.facts, before?.stops, before?.notes]);
  });
});
