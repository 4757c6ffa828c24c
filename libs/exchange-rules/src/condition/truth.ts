import { bitOf, type Predicate } from '#lib/domain';
import { isMet, predicatesOf, type Condition } from './condition.js';

/** All combinations of these facts as bits, fewest facts first: 2^n of them, so that a statement about a rule is tried out, not argued. */
export function assignmentsOf(predicates: readonly Predicate[]): readonly number[] {
  let all = [0];
  for (const predicate of new Set(predicates)) {
    const bit = bitOf(predicate);
    // SUSP has no bit: it is kept per ground and no condition can be met by it.
    if (bit !== 0) all = [...all, ...all.map((bits) => bits | bit)];
  }
  return all.sort((one, other) => countOf(one) - countOf(other) || one - other);
}

export function countOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whether the goal holds wherever all premises do. */
export function implies(premises: readonly Condition[], goal: Condition): boolean {
  const predicates = [...premises, goal].flatMap(predicatesOf);
  return assignmentsOf(predicates).every(
    (bits) => !premises.every((premise) => isMet(premise, bits)) || isMet(goal, bits),
  );
}

/** Whether some facts meet all of them. */
export function canHold(conditions: readonly Condition[]): boolean {
  return assignmentsOf(conditions.flatMap(predicatesOf)).some((bits) =>
    conditions.every((condition) => isMet(condition, bits)),
  );
}
