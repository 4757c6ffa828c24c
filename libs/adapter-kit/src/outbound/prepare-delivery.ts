import { LEASE_MS, type Delivery, type HeldLane, type StoredDelivery } from '#lib/persistence';
import { isAnswerable } from './answerable.js';
import { consentsNow } from './consents-now.js';
import { composeDelivery } from './compose-delivery.js';
import type { Ending } from './ending.js';
import type { OutboundParts } from './outbound-parts.js';
import type { OutgoingDelivery } from './transport.port.js';

export type Prepared =
  | { readonly kind: 'ready'; readonly outgoing: OutgoingDelivery; readonly attempts: number }
  /** Nothing is to be sent, and what became of it is to be recorded. */
  | { readonly kind: 'over'; readonly ending: Ending }
  /** The router has not stored the facts of this decision, or the mission's reference, yet: the next of the case must wait with it. */
  | { readonly kind: 'not-yet' }
  /** Somebody else works this lane now. */
  | { readonly kind: 'lost' }
  /** Settled meanwhile, or gone. */
  | { readonly kind: 'settled' };

/** So often may a process die in an attempt before the delivery itself is taken for the cause. */
const MOST_UNANSWERED = 5;

/**
 * All that precedes an attempt, the same for push and pull: consents read again, the stop register asked, the attempt counted, the content
 * written in the agency's format. `lane` null: the recipient fetches.
 */
export async function prepareDelivery(
  parts: OutboundParts,
  stored: StoredDelivery,
  lane: HeldLane | null,
): Promise<Prepared> {
  const { delivery } = stored;
  const from = parts.clock.monotonic();
  const consents = await consentsNow(parts, { headers: stored.record?.headers ?? {} }, delivery);
  if (consents === 'unknown' || !(await isAnswerable(parts, stored))) return { kind: 'not-yet' };
  const begun = await parts.deliveries.beginAttempt(delivery, lane);
  switch (begun.kind) {
    case 'lost':
      return { kind: 'lost' };
    case 'held':
      return over({ outcome: 'HELD', reason: 'stopped', attempts: delivery.attempts, failure: null });
    case 'not-now':
      if (begun.state !== 'HELD') return { kind: 'settled' };
      // A stop put it on hold while it waited; that has still to be said.
      return over({ outcome: 'HELD', reason: 'stopped', attempts: delivery.attempts, failure: null });
    case 'unknown':
      parts.logger.error('A delivery has lost its row.', { deliveryId: delivery.deliveryId, endpoint: parts.endpoint });
      return { kind: 'settled' };
    case 'attempting':
      break;
  }
  const { attempts, unanswered } = begun;
  if (consents === 'ended') {
    parts.logger.info('A delivery is withheld.', { deliveryId: delivery.deliveryId, reason: 'consent-ended' });
    return over({ outcome: 'WITHHELD', reason: 'consent-ended', attempts: attempts - 1, failure: null });
  }
  if (lane !== null && unanswered > MOST_UNANSWERED) return dead('hub', 'attempts-without-end', attempts);
  if (isUnknown(parts, delivery)) return dead('message', 'unknown-recipient', attempts);
  const composed = composeDelivery(parts, stored);
  if (!composed.ok) return dead('hub', composed.reason, attempts);
  // A process that stood still so long may no longer send: another one may have gone on from here.
  if (lane !== null && parts.clock.monotonic() - from > LEASE_MS / 4) return { kind: 'lost' };
  return { kind: 'ready', outgoing: composed.outgoing, attempts };
}

/** A municipality or mission that takes no part in the exchange; any case may name one. */
function isUnknown({ contracts, endpoint }: OutboundParts, { unit }: Delivery): boolean {
  return unit !== null && contracts.partners.sourceOf({ endpoint, unit }) === null;
}

function dead(failure: 'message' | 'hub', reason: string, attempts: number): Prepared {
  return over({ outcome: 'DEAD', reason, attempts, failure });
}

function over(ending: Ending): Prepared {
  return { kind: 'over', ending };
}
