/**
 * PLANNING: the dry run is at work. FAILED: it could not be made, see `halt`; nothing of it is kept. PLANNED: the dry run is done. APPROVED: a
 * second person has looked at just this plan. RUNNING: also when the process that ran it has died, for another one goes on. STOPPED: by a
 * person or by new failures; it can go on. DONE. WITHDRAWN: will not be run. OUTDATED: rules, schemas or lists have moved on.
 */
export const PLAN_STATES = [
  'PLANNING',
  'FAILED',
  'PLANNED',
  'APPROVED',
  'RUNNING',
  'STOPPED',
  'DONE',
  'WITHDRAWN',
  'OUTDATED',
] as const;

export type PlanState = (typeof PLAN_STATES)[number];

export type PlanStep = 'planned' | 'fail' | 'approve' | 'run' | 'stop' | 'finish' | 'withdraw' | 'outdate';

const STEPS: Readonly<Record<PlanStep, { readonly from: readonly PlanState[]; readonly to: PlanState }>> = {
  planned: { from: ['PLANNING'], to: 'PLANNED' },
  fail: { from: ['PLANNING'], to: 'FAILED' },
  // Once more where an earlier approval has run out.
  approve: { from: ['PLANNED', 'APPROVED'], to: 'APPROVED' },
  run: { from: ['PLANNED', 'APPROVED', 'STOPPED'], to: 'RUNNING' },
  stop: { from: ['RUNNING'], to: 'STOPPED' },
  finish: { from: ['RUNNING'], to: 'DONE' },
  withdraw: { from: ['PLANNING', 'PLANNED', 'APPROVED', 'STOPPED'], to: 'WITHDRAWN' },
  outdate: { from: ['PLANNED', 'APPROVED', 'RUNNING', 'STOPPED'], to: 'OUTDATED' },
};

/** The state after this step; null where it is not possible from here. */
export function stateAfter(state: PlanState, step: PlanStep): PlanState | null {
  const { from, to } = STEPS[step];
  return from.includes(state) ? to : null;
}

/** From which states a step is possible. */
export function statesBefore(step: PlanStep): readonly PlanState[] {
  return STEPS[step].from;
}

/** A plan in one of these holds its items: no other plan may take them. */
export const HOLDING: readonly PlanState[] = ['RUNNING', 'STOPPED'];
