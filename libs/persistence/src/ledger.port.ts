import {
  type DecisionEntry,
  type LedgerDecision,
  type LedgerReceipt,
  type QuarantineEntry,
  type ReceiptEntry,
} from './ledger-entries.port.js';
import { type LedgerFilter, type LedgerPage } from './ledger-listing.port.js';

/** The topics that the ledger is a projection of. */
export type LedgerStream = 'decisions' | 'receipts' | 'quarantine';

/** How far the projection of one partition is: exactly the records below `nextOffset` are in it. */
export interface LedgerPosition {
  readonly stream: LedgerStream;
  readonly partition: number;
  readonly logId: string;
  readonly nextOffset: number;
  /** Accepted time of the last decision taken (receipts: time of the last one); null before the first. */
  readonly lastTime: string | null;
  /** When the last batch was stored, by the database's clock; null before the first. */
  readonly takenAt: string | null;
}

export interface LedgerBatch<E> {
  readonly partition: number;
  readonly logId: string;
  readonly expectedNextOffset: number;
  readonly nextOffset: number;
  /** In the order of the topic. */
  readonly entries: readonly E[];
}

export type LedgerTaken =
  /** `repeated`: entries that were there already, the same in every byte. */
  | { readonly kind: 'taken'; readonly fresh: number; readonly repeated: number }
  /** The position no longer says `expectedNextOffset` and `logId`: another instance took it. Nothing was written. */
  | { readonly kind: 'superseded' }
  /**
   * This entry is there already with other content. What came before it is stored and the position stands at it: the line stops until a
   * person has found out who wrote it.
   */
  | { readonly kind: 'differs'; readonly id: string; readonly topicOffset: number };

/** Decisions, receipts and what was set aside in tables, each record once (architecture 6). The topics are the record; this can be built again from them. */
export interface Ledger {
  /** The position of this partition; set to the beginning when there is none. An existing one stays, also when it is of another log. */
  openPosition(stream: LedgerStream, partition: number, logId: string): Promise<LedgerPosition>;
  /** Ordered by stream and partition. */
  positions(): Promise<readonly LedgerPosition[]>;
  /** One SQL transaction with the position; also tells the senders what became of their messages. */
  takeDecisions(batch: LedgerBatch<DecisionEntry>): Promise<LedgerTaken>;
  /** The same for receipts. */
  takeReceipts(batch: LedgerBatch<ReceiptEntry>): Promise<LedgerTaken>;
  /** What the router set aside (`quarantine.port.ts`). */
  takeQuarantined(batch: LedgerBatch<QuarantineEntry>): Promise<LedgerTaken>;
  list(filter: LedgerFilter): Promise<LedgerPage>;
  /** null when the ledger does not hold it (yet). */
  decision(decisionId: string): Promise<LedgerDecision | null>;
  /** Every decision on a message: the first, and the repeats of it. In the order of the log. */
  decisionsOf(messageId: string): Promise<readonly LedgerDecision[]>;
  /** In the order in which they were taken. */
  receiptsOf(deliveryIds: readonly string[]): Promise<readonly LedgerReceipt[]>;
}
