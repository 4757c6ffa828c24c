import type { PlanCounts } from './plan-counts.js';
import type { PlanHead } from './plan.js';

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

/** `many`: above the limit. `wider`: more may be given than then. `skip`: somebody will not get it. `held`: removal messages that a stop held. */
export type ApprovalReason = 'many' | 'wider' | 'skip' | 'held';

type Approved = Pick<PlanHead, 'narrower' | 'kind' | 'selection'>;

/** Why it takes a second person; empty when it does not. */
export function approvalReasons(counts: PlanCounts, plan: Approved, policy: ApprovalPolicy): readonly ApprovalReason[] {
  const { carriedOut } = counts;
  if (carriedOut === 0) return [];
  const reasons: readonly (readonly [ApprovalReason, boolean])[] = [
    ['many', carriedOut > policy.freeUpTo],
    ['wider', !plan.narrower],
    ['skip', plan.kind === 'SKIP'],
    ['held', plan.selection.held === true],
  ];
  return reasons.flatMap(([reason, applies]) => (applies ? [reason] : []));
}

/** Does it take a second person? */
export function needsApproval(counts: PlanCounts, plan: Approved, policy: ApprovalPolicy): boolean {
  return approvalReasons(counts, plan, policy).length > 0;
}

/** Why this person may not approve the plan under this hash; null when they may. */
export function approvalFault(
  plan: Pick<PlanHead, 'madeBy'>,
  hash: string,
  counts: PlanCounts,
  given: { readonly by: string; readonly planHash: string },
): ApprovalFault | null {
  if (given.by === plan.madeBy) return 'own-plan';
  if (given.planHash !== hash) return 'other-plan';
  return counts.carriedOut === 0 ? 'nothing-to-send' : null;
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
