import type { CaseFacts } from './case-facts.js';
import { holdsAt } from './fact-change.js';
import { parseFactName, type ParsedFactName } from './fact-name.js';
import { isSuspended, viewOfFacts, type FactView } from './fact-view.js';

interface TimedView {
  readonly view: FactView;
  readonly stops: CaseFacts['stops'];
  /** The view holds for accepted times in [from, until), in ms. */
  readonly from: number;
  readonly until: number;
}

/** Facts objects are never changed in place, so a view is good for as long as its facts live and no term passes. */
const VIEWS = new WeakMap<CaseFacts['facts'], TimedView>();

/** The facts of a case as they stand at an accepted time (ms). */
export function viewOfCase(facts: CaseFacts, at: number): FactView {
  const known = VIEWS.get(facts.facts);
  if (known !== undefined && known.stops === facts.stops && known.from <= at && at < known.until) return known.view;
  const timed = timedView(facts, at);
  VIEWS.set(facts.facts, timed);
  return timed.view;
}

function timedView(facts: CaseFacts, at: number): TimedView {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  const named: [ParsedFactName, boolean][] = [];
  for (const fact of Object.values(facts.facts)) {
    for (const limit of [fact.from, fact.until]) {
      if (limit === null) continue;
      const instant = Date.parse(limit);
      if (instant <= at) from = Math.max(from, instant);
      else until = Math.min(until, instant);
    }
    const parsed = parseFactName(fact.name);
    if (parsed !== null) named.push([parsed, holdsAt(fact, at)]);
  }
  return { view: viewOfFacts(named, isSuspended(facts)), stops: facts.stops, from, until };
}
