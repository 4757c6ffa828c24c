import type { Book } from '#lib/persistence';

/** A book with its sums, and what does not add up in it. */
export interface JudgedBook extends Book {
  /** Decided to be delivered, and refused. */
  readonly total: number;
  /** Waiting, in an attempt, parked or not taken by the adapter yet. */
  readonly underway: number;
  /** In words, with numbers only; empty when the book balances. */
  readonly faults: readonly string[];
}

/**
 * Pure. A book balances when each decided delivery is in one state or is still on its way, each row is explained by a decision, and the rows are
 * as many as the numbers given out. What is in flight is no fault: see `BooksFilter.graceSeconds` and `Book.aheadOfLedger`.
 */
export function judgeBook(book: Book): JudgedBook {
  const { refused, decided, delivered, withheld, held, waiting, attempting, parked, dead, notTaken } = book;
  const { overdue, aheadOfLedger, unexplained, numbered } = book;
  const underway = waiting + attempting + parked + notTaken;
  const faults: string[] = [];
  if (overdue > 0) {
    faults.push(
      `${overdue} decided and not taken by the adapter within the grace period: it stands still, or the record is lost`,
    );
  }
  if (unexplained > 0) faults.push(`${unexplained} taken without a decision that explains it`);
  const counted = delivered + withheld + held + dead + underway;
  if (counted !== decided) faults.push(`${decided} decided, and ${counted} counted by state`);
  const rows = decided - notTaken + aheadOfLedger + unexplained;
  if (rows !== numbered) faults.push(`${numbered} delivery numbers given out, and ${rows} rows`);
  return { ...book, total: decided + refused, underway, faults };
}
