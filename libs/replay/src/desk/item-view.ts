import type { ItemOutcome } from '../item-outcome.js';
import type { PlanItem } from '../plan.js';
import type { Verdict } from '../verdict.js';

/** An item with what became of it. */
export interface ItemView extends PlanItem {
  /** Place in the plan, from 1; the run goes in this order. */
  readonly nth: number;
  /** null = not begun (or not part of the run, see the verdict). */
  readonly outcome: ItemOutcome | null;
  /** The verdict found again just before it was to be sent; null until then. */
  readonly verdictThen: Verdict | null;
  /** Of the delivery that came of it: the same as the item's for the same bytes, another one for what was decided again. */
  readonly newDeliveryId: string | null;
  /** RFC 3339, UTC; null = not begun. */
  readonly changedAt: string | null;
}
