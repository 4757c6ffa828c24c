import type { PlanCounts } from './plan-counts.js';
import type { Plan } from './plan.js';

export interface ApprovalPolicy {
  /** A plan that sends more than this needs a second person. 0 = every plan does. */
  readonly freeUpTo: number;
  /** An approval counts so long, ms. */
  readonly validMs: number;
}

export interface Approval {
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Of the plan that was looked at. */
  readonly planHash: string;
}

export type ApprovalFault = 'own-plan' | 'other-plan' | 'nothing-to-send';

/** Does it take a second person? Always where more would be given than then. */
export function needsApproval(counts: PlanCounts, plan: Pick<Plan, 'narrower'>, policy: ApprovalPolicy): boolean {
  return counts.sending > policy.freeUpTo || (!plan.narrower && counts.sending > 0);
}

/** Why this person may not approve the plan under this hash; null when they may. */
export function approvalFault(
  plan: Pick<Plan, 'madeBy'>,
  hash: string,
  counts: PlanCounts,
  given: { readonly by: string; readonly planHash: string },
): ApprovalFault | null {
  if (given.by === plan.madeBy) return 'own-plan';
  if (given.planHash !== hash) return 'other-plan';
  return counts.sending === 0 ? 'nothing-to-send' : null;
}

/** Does this approval still let the plan run? */
export function isApproved(
  approval: Approval | null,
  hash: string,
  madeBy: string,
  now: number,
  policy: ApprovalPolicy,
): boolean {
  if (approval === null || approval.planHash !== hash || approval.by === madeBy) return false;
  return now - Date.parse(approval.at) < policy.validMs;
}
