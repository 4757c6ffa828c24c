import type { StoredRecord } from '#lib/messaging';
import type { Delivery } from '#lib/persistence';
import { backOffMs } from './back-off.js';
import { composeDelivery } from './compose-delivery.js';
import { consentsNow } from './consents-now.js';
import { deadLetterRecord } from './dead-letter-record.js';
import { deliveryReceipt, type DeliveryOutcome } from './delivery-receipt.js';
import type { OutboundParts } from './outbound-parts.js';
import type { PushAnswer } from './push-answer.js';

export interface TakenRecord {
  readonly record: StoredRecord;
  readonly delivery: Delivery;
}

/** `stopped`: the partition has moved or the process ends; another instance, or the next start, goes on from the row. */
export type DeliveryEnd = 'done' | 'stopped';

/**
 * map → deliver → acknowledge, for as long as it takes: while the recipient can't be reached the record stays the head of its case and is
 * tried again with the same id. A record that the recipient will never take goes to the dead letters, and the next one follows.
 */
export async function deliverRecord(
  parts: OutboundParts,
  taken: TakenRecord,
  signal: AbortSignal,
): Promise<DeliveryEnd> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    const tried = await attempt(parts, taken, signal).catch((error: unknown) => {
      // Database or Kafka: nothing was lost, and the attempt after this one has the same id.
      parts.logger.error('Delivering failed within the hub.', { deliveryId: taken.delivery.deliveryId, error });
      return { again: true, pauseMs: 0 } as const;
    });
    if (!tried.again) return 'done';
    await parts.wait(Math.max(backOffMs(failures, parts.random()), tried.pauseMs), signal);
  }
  return 'stopped';
}

type Tried =
  { readonly again: false } | { readonly again: true; /** Asked for by the recipient. */ readonly pauseMs: number };

const DONE: Tried = { again: false };

async function attempt(parts: OutboundParts, taken: TakenRecord, signal: AbortSignal): Promise<Tried> {
  const { record, delivery } = taken;
  const consents = await consentsNow(parts, taken);
  if (consents === 'unknown') return { again: true, pauseMs: 0 };
  const begun = await parts.deliveries.beginAttempt(delivery.deliveryId);
  const time = parts.clock.iso();
  switch (begun.kind) {
    case 'held':
      await close(parts, delivery, { outcome: 'HELD', reason: 'stopped', attempts: delivery.attempts, time });
      return DONE;
    case 'not-now':
      return DONE;
    case 'unknown':
      parts.logger.error('A delivery has lost its row.', { deliveryId: delivery.deliveryId, endpoint: parts.endpoint });
      return DONE;
    case 'attempting':
      break;
  }
  const { attempts } = begun;
  if (consents === 'ended') {
    parts.logger.info('A delivery is withheld.', { deliveryId: delivery.deliveryId, reason: 'consent-ended' });
    await close(parts, delivery, {
      outcome: 'WITHHELD',
      reason: 'consent-ended',
      attempts: attempts - 1,
      time: parts.clock.iso(),
    });
    return DONE;
  }
  if (isUnknown(parts, delivery.unit)) {
    await bury(parts, record, delivery, 'message', 'unknown-recipient', attempts);
    return DONE;
  }
  const composed = composeDelivery(parts, taken);
  if (!composed.ok) {
    await bury(parts, record, delivery, 'hub', composed.reason, attempts);
    return DONE;
  }
  const answer = await parts.transport.deliver(composed.outgoing, signal);
  if (answer.kind === 'delivered') {
    await close(parts, delivery, { outcome: 'DELIVERED', reason: null, attempts, time: parts.clock.iso() });
    return DONE;
  }
  if (answer.failure === 'message') {
    await bury(parts, record, delivery, 'message', answer.reason, attempts);
    return DONE;
  }
  await retreat(parts, delivery, answer, attempts);
  return { again: true, pauseMs: answer.retryAfterMs ?? 0 };
}

/** A municipality or mission that takes no part in the exchange; any case may name one, and waiting for it would hold up all others. */
function isUnknown({ contracts, endpoint }: OutboundParts, unit: string | null): boolean {
  return unit !== null && contracts.partners.sourceOf({ endpoint, unit }) === null;
}

/** The receipt first: a crash before the row is closed gives a second attempt under the same id, never a delivery that nobody can prove. */
async function close(parts: OutboundParts, delivery: Delivery, outcome: DeliveryOutcome): Promise<void> {
  await parts.log.publish([deliveryReceipt(parts.contracts, parts.topics.receipts, delivery, outcome)]);
  await parts.deliveries.settle(delivery.deliveryId, outcome.outcome, outcome.reason);
  parts.count(outcome.outcome);
}

async function bury(
  parts: OutboundParts,
  record: StoredRecord,
  delivery: Delivery,
  failure: 'message' | 'hub',
  reason: string,
  attempts: number,
): Promise<void> {
  const failedAt = parts.clock.iso();
  parts.logger.error('A delivery went to the dead letters.', {
    deliveryId: delivery.deliveryId,
    endpoint: parts.endpoint,
    errorClass: failure,
    reason,
  });
  const why = { failure, reason, attempts, group: parts.group, failedAt };
  await parts.log.publish([
    deadLetterRecord(parts.topics.deadLetter, record, why),
    deliveryReceipt(parts.contracts, parts.topics.receipts, delivery, {
      outcome: 'DEAD',
      reason,
      attempts,
      time: failedAt,
    }),
  ]);
  await parts.deliveries.settle(delivery.deliveryId, 'DEAD', failure);
  parts.count('DEAD');
}

async function retreat(
  parts: OutboundParts,
  delivery: Delivery,
  answer: Extract<PushAnswer, { kind: 'failed' }>,
  attempts: number,
): Promise<void> {
  await parts.deliveries.settle(delivery.deliveryId, 'WAITING', answer.failure);
  parts.count(`failed-${answer.failure}`);
  parts.logger[answer.failure === 'auth' ? 'error' : 'warn']('A delivery failed and will be tried again.', {
    deliveryId: delivery.deliveryId,
    endpoint: parts.endpoint,
    unit: delivery.unit,
    errorClass: answer.failure,
    reason: answer.reason,
    attempts,
  });
}
