import type { ReplayKind, Selection } from './selection.js';
import type { Verdict } from './verdict.js';

/**
 * HEAD: the dead letter that blocks its case at its recipient. FOLLOWER: parked behind it, and let go with it. ALONE: blocks nothing.
 */
export type ItemRole = 'HEAD' | 'FOLLOWER' | 'ALONE';

/** One message for one recipient unit within a plan. Names and codes only. */
export interface PlanItem {
  /** Unique in its plan: the delivery's id; of a back-fill the id that the new delivery would get; `partition/offset` in the case log of a quarantined record. */
  readonly itemId: string;
  readonly role: ItemRole;
  /** Of a follower: the delivery that it waits behind. */
  readonly headId: string | null;
  /** null for what was never delivered: a back-fill of a refusal, a quarantined record. */
  readonly deliveryId: string | null;
  /** The decision of then; null where the ledger has none. */
  readonly decisionId: string | null;
  readonly ruleSetThen: string | null;
  readonly messageId: string | null;
  readonly message: string | null;
  readonly endpoint: string | null;
  readonly unit: string | null;
  readonly caseKey: string | null;
  readonly generation: number;
  readonly removal: boolean;
  readonly verdict: Verdict;
  /** Written with an older schema than that of today; it is read by its own, and what is decided again is sent by the recipient's of today. */
  readonly upgraded: boolean;
}

/** What the dry run was made with; when any of it has moved on, the plan must be made anew. */
export interface PlanBasis {
  readonly ruleSet: string;
  readonly schemaSet: string;
  readonly lists: string;
}

/** A plan as it was made, without its items. */
export interface PlanHead {
  readonly planId: string;
  readonly kind: ReplayKind;
  readonly selection: Selection;
  readonly narrower: boolean;
  /** Deliveries per second; 0 is not "unlimited", it is refused. null = as fast as the recipient takes them. */
  readonly ratePerSecond: number | null;
  /** Why, in words without personal data. */
  readonly reason: string;
  /** Who made it: subject of the token. */
  readonly madeBy: string;
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  readonly basis: PlanBasis;
}

/** What the approval is bound to. */
export interface Plan extends PlanHead {
  /** In the order in which they are carried out. */
  readonly items: readonly PlanItem[];
}
