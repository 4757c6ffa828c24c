import type { Endpoint, FieldClass, MessageCode } from '#lib/domain';
import type { Access } from '../compile/field-access.js';
import type { RuleStatus } from '../rule-set/rule-set.js';

/** Over all combinations of facts: B gives in more of them, in fewer, or in some others. */
export type Direction = 'more' | 'less' | 'other';

export interface RuleSetComparison {
  readonly before: ComparedRuleSet;
  readonly after: ComparedRuleSet;
  /** In the order of recipients, then messages. */
  readonly changes: readonly CellChange[];
}

export interface ComparedRuleSet {
  readonly id: string;
  readonly hash: string;
  readonly rules: number;
}

/** What changes for one recipient of one message. */
export interface CellChange {
  readonly message: MessageCode;
  readonly recipient: Endpoint;
  /** Dutch days on which it is so, from the day on which both sets hold; null = no end. */
  readonly from: string;
  readonly until: string | null;
  readonly kind: ChangeKind;
  /** Someone gets more than before: this needs a legal ground, the opposite does not. */
  readonly widens: boolean;
  readonly before: CellTerms | null;
  readonly after: CellTerms | null;
  /** Refusal when no rule answers, before and after. */
  readonly refusals: readonly [string | null, string | null];
  /** Combinations of facts and senders that were tried out, and in how many the message goes where it did not, and the reverse. */
  readonly tried: number;
  readonly gained: number;
  readonly lost: number;
  readonly delivery: Direction | null;
  readonly example: { readonly gained: Example | null; readonly lost: Example | null };
  readonly fields: readonly FieldChange[];
}

export type ChangeKind =
  /** No combination of facts delivered before, some do now; and the reverse. */
  | 'OPENED'
  | 'CLOSED'
  /** Delivered on other facts, or with other fields. */
  | 'CHANGED'
  /** Refused before and after, by another ground. */
  | 'REFUSAL'
  /** The same deliveries on another legal basis, status or sentence. */
  | 'WORDING';

/** What the rule says, for people to compare. */
export interface CellTerms {
  readonly ruleId: string;
  readonly when: string;
  readonly legalBasis: readonly string[];
  readonly status: RuleStatus;
}

export interface Example {
  readonly sender: Endpoint;
  /** Facts that hold; no others do. */
  readonly facts: readonly string[];
}

export interface FieldChange {
  readonly field: string;
  readonly class: FieldClass;
  readonly before: Access;
  readonly after: Access;
  /** Over the combinations in which the message is delivered before and after. Null: it changes with the delivery alone. */
  readonly direction: Direction | null;
  /** Never to be seen before, now it is; and the reverse. */
  readonly turns: 'visible' | 'hidden' | null;
  /** Where it is seen, some values are replaced (VM-1 to VM-3). */
  readonly masked: boolean;
}
