import { bitOf, type Predicate } from '#lib/domain';

/** The rules' whole language: predicates, `and`, `or`, parentheses, and the word `always`. Nothing in it can run. */
export type Condition =
  | { readonly kind: 'ALWAYS' }
  | { readonly kind: 'FACT'; readonly predicate: Predicate }
  | { readonly kind: 'AND'; readonly parts: readonly Condition[] }
  | { readonly kind: 'OR'; readonly parts: readonly Condition[] };

export const ALWAYS: Condition = { kind: 'ALWAYS' };

/** `bits`: the facts that hold for the recipient (see `bitOf`). */
export function isMet(condition: Condition, bits: number): boolean {
  switch (condition.kind) {
    case 'ALWAYS':
      return true;
    case 'FACT':
      return (bits & bitOf(condition.predicate)) !== 0;
    case 'AND':
      return condition.parts.every((part) => isMet(part, bits));
    case 'OR':
      return condition.parts.some((part) => isMet(part, bits));
  }
}

/** The predicates that a condition reads, in order of first mention. */
export function predicatesOf(condition: Condition): readonly Predicate[] {
  switch (condition.kind) {
    case 'ALWAYS':
      return [];
    case 'FACT':
      return [condition.predicate];
    case 'AND':
    case 'OR':
      return [...new Set(condition.parts.flatMap(predicatesOf))];
  }
}
