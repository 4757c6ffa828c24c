import { type LedgerCell } from './ledger-entries.port.js';

/** Where a listing goes on; opaque to callers, who pass back what a page gave them. */
export interface LedgerCursor {
  readonly at: string;
  readonly partition: number;
  readonly offset: number;
  /** Number of the cell within its decision; -1 for a decision without cells. */
  readonly cell: number;
}

/** All that are given must hold. Without any: everything, newest first. */
export interface LedgerFilter {
  readonly decisionId?: string;
  readonly messageId?: string;
  readonly caseKey?: string;
  /** Code of the message, e.g. `M06`. */
  readonly message?: string;
  /** `COA` or `GEM:0599`. */
  readonly sender?: string;
  /** Endpoint of the recipient. */
  readonly recipient?: string;
  /** Only with `recipient`. */
  readonly unit?: string;
  /** Exact refusal code; a trailing `*` stands for any rest (`DENY_HARD:*`). `DELIVERED` = none. */
  readonly refusal?: string;
  readonly rule?: string;
  /** DECIDED, REJECTED, ... */
  readonly outcome?: string;
  /** Accepted at or after, RFC 3339. */
  readonly since?: string;
  /** Accepted before, RFC 3339. */
  readonly until?: string;
  readonly after?: LedgerCursor;
  /** 1 to 1000, default 50. */
  readonly limit?: number;
}

/** One line of a listing: a cell with its decision, or a decision that has no cells. */
export interface LedgerLine {
  readonly decisionId: string;
  readonly logPartition: number;
  readonly logOffset: number;
  readonly time: string | null;
  readonly caseKey: string | null;
  readonly messageId: string | null;
  readonly message: string | null;
  readonly sender: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly ruleSetId: string | null;
  readonly cell: LedgerCell | null;
  /** Outcome of the newest receipt of the cell's delivery; null when there is none yet. */
  readonly receipt: string | null;
}

export interface LedgerPage {
  readonly lines: readonly LedgerLine[];
  /** null when this was the last page. */
  readonly next: LedgerCursor | null;
}
