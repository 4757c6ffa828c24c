import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { approvalFault, approvalReasons, isApproved, needsApproval, type ApprovalPolicy } from './approval.js';
import { groupOf } from './failure-group.js';
import type { Plan, PlanItem } from './plan.js';
import { planCounts } from './plan-counts.js';
import { planHash } from './plan-hash.js';
import { stateAfter, type PlanState, type PlanStep } from './plan-life.js';
import { planOrderFaults } from './desk/plan-order-faults.js';
import type { PlanOrder } from './desk/plan-order.js';
import { selectionFaults } from './selection.js';

const ITEM: PlanItem = {
  itemId: '00000000-0000-8000-8000-000000000001',
  role: 'ALONE',
  headId: null,
  decisionId: null,
  ruleSetThen: 'r',
  generation: 0,
  removal: false,
  deliveryId: '00000000-0000-8000-8000-000000000001',
  messageId: '00000000-0000-8000-8000-000000000002',
  message: 'M06',
  endpoint: 'COA',
  unit: null,
  caseKey: 'a'.repeat(64),
  verdict: { kind: 'DELIVER' },
  upgraded: false,
};
const PLAN: Plan = {
  planId: 'plan-1',
  kind: 'RE_ROUTE',
  selection: { group: '0123456789abcdef' },
  narrower: true,
  ratePerSecond: 5,
  reason: 'COA took no messages with a new code',
  madeBy: 'operator-1',
  madeAt: '2026-11-23T08:00:00.000Z',
  basis: { ruleSet: 'r', schemaSet: 's', lists: 'l' },
  items: [ITEM],
};
const POLICY: ApprovalPolicy = { freeUpTo: 10, validMs: 3_600_000 };
const NOW = Date.parse('2026-11-23T09:00:00.000Z');

describe('the hash of a plan', () => {
  it('does not depend on the order of keys', () => {
    const turned = Object.fromEntries(Object.entries(PLAN).toReversed()) as unknown as Plan;
    expect(planHash(turned)).toBe(planHash(PLAN));
  });

  it('changes with anything that the approver has looked at', () => {
    const others: readonly Plan[] = [
      { ...PLAN, ratePerSecond: null },
      { ...PLAN, narrower: false },
      { ...PLAN, items: [] },
      { ...PLAN, items: [{ ...ITEM, verdict: { kind: 'REFUSED', code: 'DENY_CONDITION' } }] },
      { ...PLAN, basis: { ...PLAN.basis, ruleSet: 'other' } },
      { ...PLAN, selection: {} },
    ];
    expect(new Set([PLAN, ...others].map(planHash)).size).toBe(others.length + 1);
  });
});

describe('approval', () => {
  const counts = (sending: number) => planCounts(Array.from({ length: sending }, () => ITEM));
  const hash = planHash(PLAN);

  it('is needed above the limit, and always where more would be given than then', () => {
    expect(needsApproval(counts(10), PLAN, POLICY)).toBe(false);
    expect(needsApproval(counts(11), PLAN, POLICY)).toBe(true);
    expect(needsApproval(counts(1), { ...PLAN, narrower: false }, POLICY)).toBe(true);
    expect(needsApproval(counts(1), PLAN, { ...POLICY, freeUpTo: 0 })).toBe(true);
  });

  it('is always needed to skip a message and to let go what a stop held, and never for nothing', () => {
    expect(approvalReasons(counts(1), { ...PLAN, kind: 'SKIP' }, POLICY)).toEqual(['skip']);
    expect(approvalReasons(counts(1), { ...PLAN, selection: { held: true } }, POLICY)).toEqual(['held']);
    expect(approvalReasons(counts(0), { ...PLAN, kind: 'SKIP', narrower: false }, POLICY)).toEqual([]);
  });

  it('is never given by the one who made the plan, for another plan, or for nothing', () => {
    const given = { by: 'operator-2', planHash: hash };
    expect(approvalFault(PLAN, hash, counts(11), given)).toBeNull();
    expect(approvalFault(PLAN, hash, counts(11), { ...given, by: 'operator-1' })).toBe('own-plan');
    expect(approvalFault(PLAN, hash, counts(11), { ...given, planHash: 'other' })).toBe('other-plan');
    expect(approvalFault(PLAN, hash, counts(0), given)).toBe('nothing-to-send');
  });

  it('counts for a while, and for this plan only', () => {
    const approval = { by: 'operator-2', at: '2026-11-23T08:30:00.000Z', planHash: hash };
    expect(isApproved(approval, hash, 'operator-1', NOW, POLICY)).toBe(true);
    expect(isApproved(approval, hash, 'operator-1', NOW + POLICY.validMs, POLICY)).toBe(false);
    expect(isApproved(approval, 'other', 'operator-1', NOW, POLICY)).toBe(false);
    expect(isApproved({ ...approval, by: 'operator-1' }, hash, 'operator-1', NOW, POLICY)).toBe(false);
    expect(isApproved(null, hash, 'operator-1', NOW, POLICY)).toBe(false);
  });
});

describe('the life of a plan', () => {
  it('never leads from an end to anything', () => {
    const steps: PlanStep[] = ['planned', 'fail', 'approve', 'run', 'stop', 'finish', 'withdraw', 'outdate'];
    const ends: PlanState[] = ['FAILED', 'DONE', 'WITHDRAWN', 'OUTDATED'];
    for (const end of ends) for (const step of steps) expect(stateAfter(end, step)).toBeNull();
  });

  it('lets a stopped plan go on, and a running one not be approved or withdrawn', () => {
    expect(stateAfter('STOPPED', 'run')).toBe('RUNNING');
    expect([stateAfter('RUNNING', 'approve'), stateAfter('RUNNING', 'withdraw')]).toEqual([null, null]);
  });
});

describe('the selection of a plan', () => {
  it('is never everything', () => {
    expect(selectionFaults('RE_ROUTE', {})).toHaveLength(1);
    expect(selectionFaults('REDELIVER', { endpoint: 'COA' })).toHaveLength(1);
    expect(selectionFaults('REDELIVER', { until: '2026-11-23T08:00:00Z' })).toHaveLength(1);
  });

  it('of a back-fill names one recipient and a period', () => {
    const period = { since: '2026-11-01T00:00:00Z', until: '2026-11-23T00:00:00Z' };
    expect(selectionFaults('BACK_FILL', period)).toHaveLength(1);
    expect(selectionFaults('BACK_FILL', { ...period, endpoint: 'COA' })).toEqual([]);
  });

  it('reports every fault at once and repeats no value', () => {
    const faults = selectionFaults('RE_ROUTE', {
      deliveryIds: ['CANARY'],
      endpoint: 'CANARY',
      message: 'CANARY',
      group: 'CANARY',
      caseKey: '9999000001',
      since: 'CANARY',
    });
    expect(faults).toHaveLength(6);
    expect(faults.join()).not.toMatch(/CANARY|9999/);
  });
});

describe('the order of a plan', () => {
  const order: PlanOrder = {
    kind: 'REDELIVER',
    selection: { group: '0123456789abcdef' },
    ratePerSecond: 5,
    reason: 'COA took no messages with a new code',
  };

  it('is taken when it says which, why and how fast', () => {
    expect(planOrderFaults(order)).toEqual([]);
    expect(planOrderFaults({ ...order, ratePerSecond: null })).toEqual([]);
  });

  it.each<[string, Partial<PlanOrder>]>([
    ['R18: a rate of 0, which is not "unlimited"', { ratePerSecond: 0 }],
    ['a negative rate', { ratePerSecond: -1 }],
    ['a rate that is no number', { ratePerSecond: Number.NaN }],
    ['no reason', { reason: '          ' }],
    ['R16: a number like a V-number in the reason', { reason: 'because of 9999 000 001 and others' }],
    ['more than then for the same bytes', { narrower: false }],
    ['a stop lifted by skipping', { kind: 'SKIP', selection: { group: '0123456789abcdef', held: true } }],
    ['quarantined records to redeliver', { selection: { records: ['0/1'] } }],
    ['dead letters to read again', { kind: 'RE_READ', selection: { group: '0123456789abcdef' } }],
  ])('is refused with %s', (_what, changes) => {
    expect(planOrderFaults({ ...order, ...changes }).length).toBeGreaterThan(0);
    expect(planOrderFaults({ ...order, ...changes }).join()).not.toContain('9999');
  });
});

describe('the group of a failure', () => {
  it('is the same for the same signs and another for others', () => {
    const signs = {
      endpoint: 'GEM',
      unit: '0599',
      message: 'M06',
      errorClass: 'message',
      reason: 'http-400',
      schemaId: 1,
    };
    expect(groupOf({ ...signs })).toBe(groupOf(signs));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(signs)), (sign) => {
        expect(groupOf({ ...signs, [sign]: 'another' })).not.toBe(groupOf(signs));
      }),
    );
  });
});
