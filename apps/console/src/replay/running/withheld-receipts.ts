import { deliveryReceipt } from '#lib/adapter-kit';
import type { RecordToPublish } from '#lib/messaging';
import type { ReplayParts } from '../replay-parts.js';

const REASON = 'rules-of-today';

/** Receipts of parked deliveries that the rules of today don't let go; written before their rows change, as every ending is. */
export async function withheldReceipts(
  { database, contracts, topics, clock }: Pick<ReplayParts, 'database' | 'contracts' | 'topics' | 'clock'>,
  deliveryIds: readonly string[],
): Promise<readonly RecordToPublish[]> {
  const receipts: RecordToPublish[] = [];
  for (const deliveryId of deliveryIds) {
    const delivery = await database.deliveries.find(deliveryId);
    if (delivery?.state !== 'PARKED') continue;
    const ending = { outcome: 'WITHHELD', reason: REASON, attempts: delivery.attempts, time: clock.iso() } as const;
    receipts.push(deliveryReceipt(contracts, topics.receipts, delivery, ending));
  }
  return receipts;
}
