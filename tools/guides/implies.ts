import { bitOf } from '#lib/domain';
import { isMet, predicatesOf, type Condition } from '#lib/exchange-rules';

/** True when whoever meets the first condition meets the other as well, whatever the facts: tried over all combinations of those named. */
export function implies(first: Condition, other: Condition): boolean {
  const bits = [...new Set([...predicatesOf(first), ...predicatesOf(other)])].map(bitOf);
  for (let chosen = 0; chosen < 2 ** bits.length; chosen += 1) {
    const facts = bits.reduce((sum, bit, n) => ((chosen >> n) & 1 ? sum | bit : sum), 0);
    if (isMet(first, facts) && !isMet(other, facts)) return false;
  }
  return true;
}
