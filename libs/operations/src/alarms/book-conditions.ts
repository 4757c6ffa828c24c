import type { JudgedBook } from '../books/judge-book.js';
import type { Condition } from './condition.js';

/** A book that does not balance is an alarm at once: what is only on its way is no fault (`judgeBook`). Pure. */
export function bookConditions(books: readonly JudgedBook[]): readonly Condition[] {
  return books.map(({ endpoint, unit, faults }) => ({
    code: 'books',
    endpoint,
    unit,
    level: faults.length > 0 ? 'critical' : 'none',
    since: null,
    count: faults.length,
  }));
}
