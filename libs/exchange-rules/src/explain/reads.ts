import { bitOf, isPredicate, type Predicate } from '#lib/domain';
import { isMet, predicatesOf, type Condition } from '../condition/condition.js';
import { parseCondition } from '../condition/parse-condition.js';
import type { CellToExplain } from './decision-to-explain.js';

/** The facts that a cell read, as the decision record keeps them. */
export interface Reads {
  readonly bits: number;
  readonly values: ReadonlyMap<Predicate, boolean>;
}

export function readsOfCell(cell: CellToExplain): Reads {
  const known = cell.read.flatMap(({ name, value }) => (isPredicate(name) ? [[name, value] as const] : []));
  const bits = known.reduce((all, [name, value]) => (value ? all | bitOf(name) : all), 0);
  return { bits, values: new Map(known) };
}

export interface ReadCondition {
  readonly condition: Condition;
  readonly met: boolean;
  /** The facts in it that did not hold. */
  readonly lacking: readonly Predicate[];
}

/** null for a text that is no condition, which a loaded rule set can't hold. */
export function readCondition(text: string, reads: Reads): ReadCondition | null {
  const parsed = parseCondition(text);
  if (!parsed.ok) return null;
  const { condition } = parsed;
  const lacking = predicatesOf(condition).filter((predicate) => reads.values.get(predicate) !== true);
  return { condition, met: isMet(condition, reads.bits), lacking };
}
