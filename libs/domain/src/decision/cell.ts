import type { Endpoint } from '../endpoint/endpoint.js';

/** Why a message does not go to a recipient (decisions 10 gives the order in which they are tested). */
export type RefusalCode =
  | `REJECT:VAL-${string}`
  | 'BLOCK_SUSPENDED'
  | `DENY_HARD:HD${number}`
  | 'DENY_NOT_LISTED'
  | 'DENY_CONDITION'
  | 'DENY_SENDER'
  /** Evaluating failed: deny on doubt, with an alarm. */
  | 'DENY_ERROR';

/** The answer for one recipient (and unit): delivered with these fields removed and masked, or refused with this code. */
export interface Cell {
  readonly recipient: Endpoint;
  readonly unit: string | null;
  /** null = delivered. */
  readonly refusal: RefusalCode | null;
  /** The rule that answered, `R-M06-IND`; null when no rule was reached (not listed, hard deny, blocked). */
  readonly ruleId: string | null;
  /** Fields that this recipient may not have, present in the message or not, in catalogue order. Empty when refused. */
  readonly removed: readonly string[];
  /** Fields whose value a mask replaces (VM-1 to VM-3), in catalogue order. */
  readonly masked: readonly string[];
  /** Names of the facts that the condition, the gates and the ceilings read, with the value they had for this recipient. */
  readonly read: Readonly<Record<string, boolean>>;
}
