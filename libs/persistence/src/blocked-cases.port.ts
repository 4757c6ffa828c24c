import { type Delivery, type Recipient } from './deliveries.port.js';

/**
 * BLOCKED: the head is a dead letter that nobody has decided about, and what follows it in the case is parked. DRAINING: it was released, and
 * what had waited behind it goes out in order. A case without a row is open.
 */
export type BlockedCaseState = 'BLOCKED' | 'DRAINING';

/** One case at one recipient unit, in the lane of cases. Codes, ids and times only. */
export interface BlockedCase extends Recipient {
  readonly caseKey: string;
  readonly state: BlockedCaseState;
  /** Delivery id of the first dead letter of the case that is not decided about; while it drains, of the last one that was. */
  readonly headId: string;
  /** Of the head. */
  readonly messageId: string;
  readonly code: string;
  readonly errorClass: string;
  /** From the head's receipt; null while the ledger does not have it yet. */
  readonly reason: string | null;
  /** Since when this head is in the way, RFC 3339, by the database's clock. */
  readonly blockedSince: string;
  readonly changedAt: string;
  /** Deliveries that wait behind the head. */
  readonly parked: number;
}

/** All that are given must hold. */
export interface BlockedCaseFilter {
  readonly endpoint?: string;
  /** Only with `endpoint`. */
  readonly unit?: string;
  readonly caseKey?: string;
  readonly state?: BlockedCaseState;
}

export interface BlockedCaseCursor extends Recipient {
  /** Milliseconds since 1970. */
  readonly blockedSince: number;
  readonly caseKey: string;
}

export interface BlockedCasePage {
  readonly cases: readonly BlockedCase[];
  /** null when this was the last page. */
  readonly next: BlockedCaseCursor | null;
}

/** Which cases stand still at which recipient, and what waits in them. */
export interface BlockedCases {
  /** Longest blocked first. `limit` 1 to 1000. */
  list(filter: BlockedCaseFilter, limit: number, after: BlockedCaseCursor | null): Promise<BlockedCasePage>;
  /** null: the case is open. */
  find(recipient: Recipient, caseKey: string): Promise<BlockedCase | null>;
  /** What is parked behind each of these deliveries in its case, in order; only those that have any are in the map. */
  followers(heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>>;
  /**
   * Parked deliveries whose sender says that they take the place of the head's message (`supersedes`), newest last. Only messages of the same
   * sender count; heads that have none are not in the map.
   */
  replacements(heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>>;
}
