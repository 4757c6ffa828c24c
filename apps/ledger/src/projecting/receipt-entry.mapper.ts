import { createHash } from 'node:crypto';
import type { Contracts, Receipt } from '#lib/contracts';
import type { StoredRecord } from '#lib/messaging';
import type { ReceiptEntry } from '#lib/persistence';
import type { Mapped } from './stream.js';

/** A record of the receipts topic → its entry. */
export function receiptEntry(contracts: Contracts, stored: StoredRecord): Mapped<ReceiptEntry> {
  const { value } = stored;
  const decoded = value === null ? null : contracts.decode(value);
  if (value === null || decoded?.ok !== true || decoded.code !== 'receipt') {
    return { kind: 'FOREIGN', reason: 'it is no receipt that this version can read' };
  }
  const receipt = decoded.content as unknown as Receipt;
  if (receipt.caseKey !== stored.key) return { kind: 'FOREIGN', reason: 'it lies under the key of another case' };
  return { kind: 'ENTRY', entry: entryOf(receipt, stored.offset, value) };
}

function entryOf(receipt: Receipt, topicOffset: number, record: Buffer): ReceiptEntry {
  // Adapters write by their clock: one that says the same again after a crash differs in the time, and in nothing else.
  const { time, ...lasting } = receipt;
  return {
    receiptId: receipt.receiptId,
    deliveryId: receipt.deliveryId,
    messageId: receipt.messageId,
    message: receipt.message,
    endpoint: receipt.endpoint,
    unit: receipt.unit ?? null,
    caseKey: receipt.caseKey,
    lane: receipt.lane,
    sequence: receipt.sequence ?? null,
    outcome: receipt.outcome,
    reason: receipt.reason ?? null,
    attempts: receipt.attempts,
    time,
    logPartition: receipt.logPartition,
    logOffset: receipt.logOffset,
    recipientReference: receipt.recipientReference ?? null,
    topicOffset,
    record,
    recordHash: createHash('sha256').update(JSON.stringify(lasting)).digest('hex'),
  };
}
