import type { ReplayKind, Selection } from './selection.js';
import type { Verdict } from './verdict.js';

/** One message for one recipient unit within a plan. Names and codes only. */
export interface PlanItem {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly message: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly caseKey: string;
  readonly verdict: Verdict;
  /** Written with an older schema than that of today; it is read by its own and sent by the recipient's of today. */
  readonly upgraded: boolean;
}

/** What the dry run was made with; when any of it has moved on, the plan must be made anew. */
export interface PlanBasis {
  readonly ruleSet: string;
  readonly schemaSet: string;
  readonly lists: string;
}

/** A plan as it was made: what the approval is bound to. */
export interface Plan {
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
  readonly items: readonly PlanItem[];
}
