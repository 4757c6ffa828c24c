/**
 * PLANNED: the dry run is done. APPROVED: a second person has looked at just this plan. RUNNING. STOPPED: by a person, by new failures of the
 * same kind, or because the process ended; it can go on. DONE. WITHDRAWN: will not be run. OUTDATED: rules, schemas or lists have moved on.
 */
export type PlanState = 'PLANNED' | 'APPROVED' | 'RUNNING' | 'STOPPED' | 'DONE' | 'WITHDRAWN' | 'OUTDATED';

export type PlanStep = 'approve' | 'run' | 'stop' | 'finish' | 'withdraw' | 'outdate';

const STEPS: Readonly<Record<PlanStep, { readonly from: readonly PlanState[]; readonly to: PlanState }>> = {
  approve: { from: ['PLANNED'], to: 'APPROVED' },
  run: { from: ['PLANNED', 'APPROVED', 'STOPPED'], to: 'RUNNING' },
  stop: { from: ['RUNNING'], to: 'STOPPED' },
  finish: { from: ['RUNNING'], to: 'DONE' },
  withdraw: { from: ['PLANNED', 'APPROVED', 'STOPPED'], to: 'WITHDRAWN' },
  outdate: { from: ['PLANNED', 'APPROVED'], to: 'OUTDATED' },
};

/** The state after this step; null where it is not possible from here. */
export function stateAfter(state: PlanState, step: PlanStep): PlanState | null {
  const { from, to } = STEPS[step];
  return from.includes(state) ? to : null;
}

/** A plan in one of these holds its items: no other plan may take them. */
export const HOLDING: readonly PlanState[] = ['RUNNING', 'STOPPED'];
