import type { ReplayKind, Selection } from '../selection.js';

/** What an operator asks to have planned. Nothing is sent by asking. */
export interface PlanOrder {
  readonly kind: ReplayKind;
  readonly selection: Selection;
  /** What was refused or left out then stays so (default). False = the rules of today alone count; such a plan needs a second person. */
  readonly narrower?: boolean;
  /** Deliveries per second, more than 0. null = as fast as the recipient takes them; 0 is refused, it is not "unlimited". */
  readonly ratePerSecond: number | null;
  /** Why, in words without personal data; it stands in the audit trail for good. */
  readonly reason: string;
}
