import type { Contracts } from '#lib/contracts';
import type { RecordToPublish } from '#lib/messaging';
import type { Delivery } from '#lib/persistence';
import { uuid8 } from '#lib/platform';

export interface DeliveryOutcome {
  readonly outcome: 'DELIVERED' | 'HELD' | 'WITHHELD' | 'DEAD';
  readonly reason: string | null;
  readonly attempts: number;
  /** RFC 3339. */
  readonly time: string;
}

/** What became of a delivery, for the ledger. Its id follows from what it says, so that one written twice is seen to be one. */
export function deliveryReceipt(
  contracts: Contracts,
  topic: string,
  delivery: Delivery,
  { outcome, reason, attempts, time }: DeliveryOutcome,
): RecordToPublish {
  const value = contracts.encode('receipt', {
    // The same end after another release is another one, also where nothing was attempted between.
    receiptId: uuid8(
      [delivery.deliveryId, outcome, attempts, ...(delivery.planId === null ? [] : [delivery.planId])].join('\n'),
    ),
    deliveryId: delivery.deliveryId,
    messageId: delivery.messageId,
    endpoint: delivery.endpoint,
    ...(delivery.unit === null ? {} : { unit: delivery.unit }),
    caseKey: delivery.caseKey,
    message: delivery.code,
    lane: delivery.lane,
    sequence: delivery.caseSeq,
    outcome,
    ...(reason === null ? {} : { reason }),
    attempts,
    time,
    logPartition: delivery.logPartition,
    logOffset: delivery.logOffset,
  });
  return { topic, key: delivery.caseKey, value, headers: { 'content-type': 'application/avro' } };
}
