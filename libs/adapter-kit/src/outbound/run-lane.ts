import type { HeldLane, LaneWork, StoredDelivery } from '#lib/persistence';
import { backOffMs } from './back-off.js';
import type { Ending } from './ending.js';
import type { OutboundParts } from './outbound-parts.js';
import { prepareDelivery } from './prepare-delivery.js';
import type { PushAnswer } from './push-answer.js';
import { recordEnding } from './record-ending.js';
import type { OutgoingDelivery } from './transport.port.js';

export type FailedPush = Extract<PushAnswer, { kind: 'failed' }>;

/** One lane that is held, with what the taker has in its hands of it; null = nothing was read. */
export interface LaneRun {
  readonly lane: HeldLane;
  readonly work: LaneWork | null;
}

/** Who runs lanes hears how the recipient does, and may ask for the place. */
export interface LaneWatcher {
  readonly signal: AbortSignal;
  answered(): Promise<void>;
  failed(answer: FailedPush): Promise<void>;
  /** False: others wait for the place; the lane gives it up between two deliveries and comes back in its turn. */
  mayGoOn(): boolean;
}

export type LaneEnd =
  | { readonly kind: 'closed' }
  /** Another process has it. */
  | { readonly kind: 'lost' }
  /** Due again after so many ms. */
  | { readonly kind: 'released'; readonly afterMs: number };

type One =
  /** `stale`: what was read of the lane behind it holds no longer. */
  | { readonly kind: 'finished'; readonly closed: boolean; readonly stale: boolean }
  | { readonly kind: 'again'; readonly afterMs: number; readonly errorClass: string | null }
  | { readonly kind: 'lost' };

/**
 * Delivers a lane in order, one at a time, until it is empty. What can't be delivered now stays its head: the lane is let go, and whoever
 * claims it when it is due begins there again, with the same id.
 */
export async function runLane(parts: OutboundParts, run: LaneRun, watcher: LaneWatcher): Promise<LaneEnd> {
  let lane = run.lane;
  let work: LaneWork | null = run.work ?? (await parts.lanes.next(lane));
  for (;;) {
    if (work === null) return { kind: 'lost' };
    lane = { ...lane, version: work.version };
    if (work.deliveries.length === 0 && (await parts.lanes.close(lane))) return { kind: 'closed' };
    for (const [n, stored] of work.deliveries.entries()) {
      // Before all that precedes an attempt: what is read there must not grow old while it waits.
      if (lane.lane === 'CASE') await parts.pace.turn(lane, watcher.signal);
      if (watcher.signal.aborted) return release(parts, lane, 0);
      const last = !work.more && n === work.deliveries.length - 1;
      const one = await deliverOne(parts, stored, lane, last, watcher);
      if (one.kind === 'lost') return one;
      if (one.kind === 'again') return release(parts, lane, one.afterMs, failedOf(stored, one.errorClass));
      if (one.closed) return { kind: 'closed' };
      if (one.stale) break;
    }
    if (work.more && !watcher.mayGoOn()) return release(parts, lane, 0);
    work = await parts.lanes.next(lane);
  }
}

async function deliverOne(
  parts: OutboundParts,
  stored: StoredDelivery,
  lane: HeldLane,
  last: boolean,
  watcher: LaneWatcher,
): Promise<One> {
  try {
    const prepared = await prepareDelivery(parts, stored, lane);
    switch (prepared.kind) {
      case 'lost':
        return { kind: 'lost' };
      case 'settled':
        // Parked, or let go by somebody else: the rest may be so, too.
        return { kind: 'finished', closed: false, stale: true };
      case 'not-yet':
        return { kind: 'again', afterMs: backOffMs(2, parts.random()), errorClass: null };
      case 'over':
        return await finish(parts, stored, prepared.ending, lane, last);
      case 'ready':
        return await send(parts, stored, prepared.outgoing, prepared.attempts, lane, last, watcher);
    }
  } catch (error) {
    // Database or Kafka: nothing was lost, and the attempt after this one has the same id.
    const { deliveryId, attempts } = stored.delivery;
    parts.logger.error('Delivering failed within the hub.', { deliveryId, error });
    return { kind: 'again', afterMs: backOffMs(attempts + 1, parts.random()), errorClass: 'hub' };
  }
}

async function send(
  parts: OutboundParts,
  stored: StoredDelivery,
  outgoing: OutgoingDelivery,
  attempts: number,
  lane: HeldLane,
  last: boolean,
  watcher: LaneWatcher,
): Promise<One> {
  const answer = await parts.transport.deliver(outgoing, watcher.signal);
  if (answer.kind === 'delivered') {
    await watcher.answered();
    return finish(parts, stored, { outcome: 'DELIVERED', reason: null, attempts, failure: null }, lane, last);
  }
  const { failure, reason } = answer;
  if (failure === 'message') {
    await watcher.answered();
    return finish(parts, stored, { outcome: 'DEAD', reason, attempts, failure }, lane, last);
  }
  // The hub itself broke it off: that says nothing of the recipient.
  if (watcher.signal.aborted) return { kind: 'again', afterMs: 0, errorClass: failure };
  parts.count(`failed-${failure}`);
  parts.logger[failure === 'auth' ? 'error' : 'warn']('A delivery failed and will be tried again.', {
    deliveryId: stored.delivery.deliveryId,
    endpoint: parts.endpoint,
    unit: stored.delivery.unit,
    errorClass: failure,
    reason,
    attempts,
  });
  await watcher.failed(answer);
  const afterMs = Math.max(backOffMs(attempts, parts.random()), answer.retryAfterMs ?? 0);
  return { kind: 'again', afterMs, errorClass: failure };
}

async function finish(
  parts: OutboundParts,
  stored: StoredDelivery,
  ending: Ending,
  lane: HeldLane,
  last: boolean,
): Promise<One> {
  await recordEnding(parts, stored, ending);
  const errorClass = ending.failure ?? ending.reason;
  const { deliveryId } = stored.delivery;
  const { closed } = await parts.lanes.finish(deliveryId, ending.outcome, errorClass, lane, last);
  return { kind: 'finished', closed, stale: ending.outcome === 'DEAD' };
}

async function release(
  parts: OutboundParts,
  lane: HeldLane,
  afterMs: number,
  failed: { readonly deliveryId: string; readonly errorClass: string } | null = null,
): Promise<LaneEnd> {
  // When the database does not answer either, the lease runs out by itself.
  await parts.lanes.release(lane, afterMs, failed).catch((error: unknown) => {
    parts.logger.error('Letting a lane go failed.', { endpoint: parts.endpoint, error });
  });
  return { kind: 'released', afterMs };
}

function failedOf({ delivery }: StoredDelivery, errorClass: string | null) {
  return errorClass === null ? null : { deliveryId: delivery.deliveryId, errorClass };
}
