import type { StoredDelivery } from '#lib/persistence';
import { deadLetterRecord } from './dead-letter-record.js';
import { deliveryReceipt } from './delivery-receipt.js';
import type { Ending } from './ending.js';
import type { OutboundParts } from './outbound-parts.js';
import { recordOf } from './record-of.js';

/**
 * Says how a delivery ended, before its row does: a crash between the two gives a second attempt under the same id, never a delivery that nobody
 * can prove. What is DEAD goes to the dead letters, untouched.
 */
export async function recordEnding(parts: OutboundParts, stored: StoredDelivery, ending: Ending): Promise<void> {
  const { delivery } = stored;
  const { outcome, reason, attempts } = ending;
  const time = parts.clock.iso();
  const receipt = deliveryReceipt(parts.contracts, parts.topics.receipts, delivery, {
    outcome,
    reason,
    attempts,
    time,
  });
  if (ending.outcome === 'DEAD') {
    parts.logger.error('A delivery went to the dead letters.', {
      deliveryId: delivery.deliveryId,
      endpoint: parts.endpoint,
      errorClass: ending.failure,
      reason,
    });
    const letter = ending.detail === undefined ? ending.reason : `${ending.reason}:${ending.detail}`;
    const { firstFailedAt, deaths, planId, releasedAt } = delivery;
    const replay = planId === null ? null : { planId, at: releasedAt ?? time };
    const why = {
      ...{ failure: ending.failure, reason: letter, attempts, group: parts.group, failedAt: time },
      ...{ firstFailedAt, deaths: deaths + 1, replay },
    };
    const record = recordOf(parts.topics.delivery, stored);
    await parts.log.publish([deadLetterRecord(parts.topics.deadLetter, record, why), receipt]);
  } else {
    await parts.log.publish([receipt]);
  }
  parts.count(outcome);
}
