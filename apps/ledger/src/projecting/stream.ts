import type { StoredRecord } from '#lib/messaging';
import type { LedgerBatch, LedgerStream, LedgerTaken } from '#lib/persistence';

/** A record as an entry of the ledger, or why it can't be one: somebody else than this hub wrote to the topic. */
export type Mapped<E> =
  { readonly kind: 'ENTRY'; readonly entry: E } | { readonly kind: 'FOREIGN'; readonly reason: string };

/** What differs between decisions and receipts. */
export interface Stream<E> {
  readonly name: LedgerStream;
  /** Pure. `logId`: of the case log that this database belongs to. */
  entryOf(record: StoredRecord, logId: string): Mapped<E>;
  take(batch: LedgerBatch<E>): Promise<LedgerTaken>;
}
