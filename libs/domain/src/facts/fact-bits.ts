import { PREDICATES, type Predicate } from './case-facts.js';
import { PREDICATE_RULES } from './predicate-rules.js';

/**
 * One bit per predicate, so that a decision can look its answer up by the facts that matter for it. SUSP comes last in the list and has no
 * bit: a stop is kept per ground, and 32 bits are all that a number operation has.
 */
export function bitOf(predicate: Predicate): number {
  return predicate === 'SUSP' ? 0 : 1 << PREDICATES.indexOf(predicate);
}

export function bitsOf(predicates: Iterable<Predicate>): number {
  let bits = 0;
  for (const predicate of predicates) bits |= bitOf(predicate);
  return bits;
}

function bitsWithUnits(units: 'GEM' | 'EMB'): number {
  return bitsOf(PREDICATES.filter((predicate) => PREDICATE_RULES[predicate].units === units));
}

/** Predicates that each municipality, or each mission, has a value of its own for. */
export const GEM_BITS = bitsWithUnits('GEM');
export const EMB_BITS = bitsWithUnits('EMB');

/** An open stop forces these to false (decisions 20). */
export const STOPPED_BITS = bitsOf(['LP', 'LP_ARRIVAL']);
