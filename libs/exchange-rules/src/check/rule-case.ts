import type { Party, Predicate } from '#lib/domain';
import type { Rule } from '../rule-set/rule-set.js';

/** One question to the decision whose answer the rule foretells: the facts that hold for its recipient, and from whom. */
export interface RuleCase {
  readonly rule: Rule;
  readonly sender: Party;
  readonly facts: readonly Predicate[];
  /** Accepted time in ms. */
  readonly at: number;
  /** Fields that are left out; null when the recipient gets nothing. */
  readonly removed: readonly string[] | null;
}

/** A bit of every fact in a list, for conditions that are met by bits. */
export function caseName({ rule, sender, facts }: RuleCase): string {
  return `${rule.id} from ${sender.endpoint} with ${facts.length === 0 ? 'no facts' : facts.join(', ')}`;
}
