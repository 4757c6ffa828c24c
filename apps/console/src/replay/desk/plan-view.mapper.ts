import type { ItemProgress, StoredItem, StoredPlan } from '#lib/persistence';
import {
  approvalReasons,
  type ApprovalPolicy,
  type ItemOutcome,
  type ItemView,
  type PlanBasis,
  type PlanCounts,
  type PlanState,
  type PlanView,
  type ReplayKind,
  type Selection,
  type Verdict,
} from '#lib/replay';

/** `progress` null: it was never run. */
export function planView(plan: StoredPlan, progress: ItemProgress | null, policy: ApprovalPolicy): PlanView {
  const { planId, narrower, ratePerSecond, reason, madeBy, madeAt, planHash, approval, halt } = plan;
  const kind = plan.kind as ReplayKind;
  const selection = plan.selection as Selection;
  const counts = plan.counts as PlanCounts | null;
  return {
    ...{ planId, kind, selection, narrower, ratePerSecond, reason, madeBy, madeAt, planHash, approval, halt, counts },
    state: plan.state as PlanState,
    planning: { found: plan.found, judged: plan.judged },
    basis: plan.basis as PlanBasis | null,
    approvalNeededFor: counts === null ? null : approvalReasons(counts, { kind, selection, narrower }, policy),
    run:
      progress === null
        ? null
        : {
            ...{ toSend: progress.toSend, left: progress.left, underWay: progress.underWay },
            byOutcome: progress.byOutcome,
            newFailures: plan.newFailures,
          },
    startedAt: plan.startedAt,
    endedAt: plan.endedAt,
  };
}

export function itemView(item: StoredItem): ItemView {
  const { nth, itemId, role, headId, deliveryId, decisionId, ruleSetThen, messageId, message, endpoint, unit } = item;
  const { caseKey, generation, removal, upgraded, newDeliveryId, changedAt } = item;
  return {
    ...{ nth, itemId, role, headId, deliveryId, decisionId, ruleSetThen, messageId, message, endpoint, unit },
    ...{ caseKey, generation, removal, upgraded, newDeliveryId, changedAt },
    verdict: item.verdict as Verdict,
    verdictThen: item.verdictThen as Verdict | null,
    outcome: item.outcome as ItemOutcome | null,
  };
}
