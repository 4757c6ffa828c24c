import type { ItemOutcome } from '../item-outcome.js';
import type { ItemRole } from '../plan.js';
import type { PlanState } from '../plan-life.js';
import type { ReplayKind } from '../selection.js';
import type { VerdictKind } from '../verdict.js';
import type { AuditEntry } from './audit-entry.js';
import type { ItemView } from './item-view.js';
import type { PlanOrder } from './plan-order.js';
import type { PlanView } from './plan-view.js';

/** Who asks: the verified token's subject. Roles are for the doors to check, before the desk. */
export interface Operator {
  readonly subject: string;
}

/** Why the desk did not do what was asked. `detail` says what to do, in English, and repeats no value. */
export interface DeskFault {
  readonly kind:
    /** The order can't be planned: `faults` has every one. */
    | 'invalid'
    /** No such plan. */
    | 'unknown'
    /** Not possible in the plan's state. */
    | 'not-now'
    /** Nobody approves their own plan. */
    | 'own-plan'
    /** The hash is that of another plan than this one. */
    | 'other-plan'
    /** A second person must approve first; or the approval has run out. */
    | 'needs-approval'
    | 'nothing-to-send'
    /** Rules, schemas or lists have moved on: plan anew. */
    | 'outdated';
  readonly detail: string;
  /** Only with `invalid`. */
  readonly faults?: readonly string[];
}

export type DeskAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: DeskFault };

export interface Page {
  /** 1 to 1000. */
  readonly limit: number;
  /** `next` of the page before; null = from the beginning. */
  readonly after: string | null;
}

export interface Paged<T> {
  readonly rows: readonly T[];
  /** null when this was the last page. */
  readonly next: string | null;
}

export interface PlanFilter {
  readonly states?: readonly PlanState[];
  readonly kind?: ReplayKind;
  /** Subject of the operator who made it. */
  readonly madeBy?: string;
}

export interface ItemFilter {
  readonly verdict?: VerdictKind;
  readonly outcome?: ItemOutcome;
  readonly role?: ItemRole;
  /** Of the item's delivery: what became of just this one. */
  readonly deliveryId?: string;
}

/** All that can be done with replay plans; every way in uses this and nothing else. */
export interface ReplayDesk {
  /** Answers at once, in state PLANNING; the dry run goes on by itself, and ends in PLANNED or FAILED. */
  plan(order: PlanOrder, by: Operator): Promise<DeskAnswer<PlanView>>;
  find(planId: string): Promise<PlanView | null>;
  /** Newest first. */
  list(filter: PlanFilter, page: Page): Promise<Paged<PlanView>>;
  /** In the order of the run; null when there is no such plan. */
  items(planId: string, filter: ItemFilter, page: Page): Promise<Paged<ItemView> | null>;
  /** `planHash`: of the plan that the approver looked at. */
  approve(planId: string, planHash: string, by: Operator): Promise<DeskAnswer<PlanView>>;
  /** Begins it, or goes on with one that was stopped. Answers at once, in state RUNNING. */
  run(planId: string, by: Operator): Promise<DeskAnswer<PlanView>>;
  /** Nothing more is begun after this has answered; what is under way ends by itself, and is still recorded. */
  stop(planId: string, by: Operator, reason: string): Promise<DeskAnswer<PlanView>>;
  withdraw(planId: string, by: Operator, reason: string): Promise<DeskAnswer<PlanView>>;
  /** Oldest first; null when there is no such plan. */
  audit(planId: string): Promise<readonly AuditEntry[] | null>;
}
