import { type Party } from '../endpoint/endpoint.js';
import type { CaseFacts, Fact, Predicate } from './case-facts.js';
import { bitOf } from './fact-bits.js';
import { holdsAt } from './fact-change.js';
import { factNameFor } from './fact-name.js';
import { bitsFor, isSuspended } from './fact-view.js';
import { PREDICATE_RULES } from './predicate-rules.js';
import { viewOfCase } from './view-of-case.js';

export interface FactContext {
  readonly sender: Party;
  /** Accepted time, RFC 3339. */
  readonly at: string;
}

/** Whether a stored fact holds for a recipient. What follows from content, envelope or lists is not stored; `decide` adds it. */
export function factHolds(facts: CaseFacts, predicate: Predicate, recipient: Party, context: FactContext): boolean {
  if (predicate === 'SUSP') return isSuspended(facts);
  const view = viewOfCase(facts, Date.parse(context.at));
  return (bitsFor(view, recipient.endpoint, recipient.unit, context.sender) & bitOf(predicate)) !== 0;
}

/** The stored entry that answers `factHolds`, for the decision record: one that holds if there is one; null when none is on record. */
export function factBehind(
  facts: CaseFacts,
  predicate: Predicate,
  recipient: Party,
  context: FactContext,
): Fact | null {
  const at = Date.parse(context.at);
  let found: Fact | null = null;
  for (const name of candidateNames(facts, predicate, recipient, context.sender)) {
    const fact = facts.facts[name];
    if (fact === undefined) continue;
    if (holdsAt(fact, at)) return fact;
    found ??= fact;
  }
  return found;
}

function candidateNames(facts: CaseFacts, predicate: Predicate, recipient: Party, sender: Party): readonly string[] {
  const { units } = PREDICATE_RULES[predicate];
  const own = [predicate, factNameFor(predicate, { ...recipient, unit: null }), factNameFor(predicate, recipient)];
  if (units === null || recipient.endpoint === units) return own;
  const parties = sender.endpoint === units ? [`${units}:${sender.unit ?? ''}`] : [...facts.units].sort();
  return [...own, ...parties.filter((party) => party.startsWith(units)).map((party) => `${predicate}@${party}`)];
}
