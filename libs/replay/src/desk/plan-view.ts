import type { Approval, ApprovalReason } from '../approval.js';
import type { ItemOutcome } from '../item-outcome.js';
import type { PlanBasis } from '../plan.js';
import type { PlanCounts } from '../plan-counts.js';
import type { PlanState } from '../plan-life.js';
import type { ReplayKind, Selection } from '../selection.js';

/** How far the dry run is. */
export interface Planning {
  /** Found by the selection; null while it is still being searched. */
  readonly found: number | null;
  /** Of these judged by the rules of today. */
  readonly judged: number;
}

/** How far the run is. `toSend` = begun + left; the numbers are those of the rows, counted when asked. */
export interface RunProgress {
  /** Items that the plan carries out. */
  readonly toSend: number;
  /** Not begun yet. */
  readonly left: number;
  /** With their recipient's lane or the router; what becomes of them is not known yet. */
  readonly underWay: number;
  /** What became of the others. */
  readonly byOutcome: Readonly<Partial<Record<ItemOutcome, number>>>;
  /** Failures of the same groups that arrived since the run began. They stop it when they are of this plan's own items. */
  readonly newFailures: number;
}

/** Why a plan stands still or has ended before its end. */
export interface PlanHalt {
  /** `new-failures`, `operator`, `outdated`, `too-many`, `nothing-found`, `rules-changing`, `hub` */
  readonly code: string;
  /** Of the operator who stopped or withdrew it; null when the hub did. */
  readonly by: string | null;
  /** The operator's words; null when the hub did. */
  readonly reason: string | null;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** A plan as it stands, without its items. Nothing personal in it. */
export interface PlanView {
  readonly planId: string;
  readonly kind: ReplayKind;
  readonly selection: Selection;
  readonly narrower: boolean;
  readonly ratePerSecond: number | null;
  readonly reason: string;
  /** Subject of the operator's token. */
  readonly madeBy: string;
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  readonly state: PlanState;
  readonly planning: Planning;
  /** null until the dry run is done. */
  readonly basis: PlanBasis | null;
  /** SHA-256, hex, of all that an approver looks at; null until the dry run is done. */
  readonly planHash: string | null;
  readonly counts: PlanCounts | null;
  /** Why a second person must approve (`approvalReasons`); empty = nobody need. null until the dry run is done. */
  readonly approvalNeededFor: readonly ApprovalReason[] | null;
  readonly approval: Approval | null;
  readonly run: RunProgress | null;
  readonly halt: PlanHalt | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}
