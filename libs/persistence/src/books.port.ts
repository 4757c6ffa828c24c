import { type Recipient } from './deliveries.port.js';

/** All counts of one moment: they are read in one statement. */
export interface Book extends Recipient {
  /** Cells that were refused: nothing goes to this recipient by them. */
  readonly refused: number;
  /** Cells that were decided to be delivered. Each is in exactly one of the counts from `delivered` to `notTaken`. */
  readonly decided: number;
  readonly delivered: number;
  readonly withheld: number;
  readonly held: number;
  readonly waiting: number;
  readonly attempting: number;
  readonly parked: number;
  readonly dead: number;
  /** Decided, and the adapter has no row for it (yet). */
  readonly notTaken: number;
  /** Of these: in the ledger for longer than the grace period. */
  readonly overdue: number;
  /** Seconds that the longest of them has been in the ledger; null when there is none. */
  readonly oldestNotTakenSeconds: number | null;
  /** Rows of deliveries beyond the place that the ledger has reached in their partition. In none of the counts above. */
  readonly aheadOfLedger: number;
  /** Rows at places that the ledger has passed, which no decision in it explains: another recipient, a refused cell, no decision at all. */
  readonly unexplained: number;
  /** Delivery numbers given out so far; numbers have no gaps, so there is a row for each. */
  readonly numbered: number;
}

export interface BooksFilter {
  readonly endpoint?: string;
  /** Only with `endpoint`. */
  readonly unit?: string;
  /** How long an adapter may leave a decided delivery untaken before it counts as overdue. */
  readonly graceSeconds: number;
}

/** What was decided against what became of it, per recipient unit. */
export interface Books {
  /** Ordered by endpoint and unit. Reads every cell and delivery of the recipients asked for once; see the README for what that costs. */
  read(filter: BooksFilter): Promise<readonly Book[]>;
}
