import type { OnModuleDestroy } from '@nestjs/common';
import type { Party } from '#lib/domain';
import type { StoredDelivery } from '#lib/persistence';
import { Alarm } from './alarm.js';
import type { Acknowledgement, AcknowledgementResult, DeliveryPage, FetchedDelivery } from './delivery-page.js';
import type { Ending } from './ending.js';
import type { OutboundParts } from './outbound-parts.js';
import { prepareDelivery } from './prepare-delivery.js';
import { recordEnding } from './record-ending.js';
import type { OutgoingDelivery } from './transport.port.js';

/** Beside being told: another instance may have taken something, or the router stored what a delivery waits for. */
const LOOK_MS = 1000;
/** Requests of one client that may wait at the same time; further ones are answered at once. */
const MOST_WAITING = 8;
const MOST_COUNTED = 10_000;
/** A page ends here, whatever its limit; it holds one delivery at least. */
const PAGE_BYTES = 4 * 1024 * 1024;
/** Pages of nothing but what is held, withheld or unreadable that are gone through in one request. */
const MOST_LOOKS = 10;

/**
 * For recipients that fetch. A page is an attempt at each delivery in it: consents and stop register are read, the attempt is counted
 * (decisions 24, 25). What is not acknowledged comes again, with the same id.
 */
export class PullQueue implements OnModuleDestroy {
  private readonly sleepers = new Set<Alarm>();
  private readonly waitingOf = new Map<string, number>();
  private readonly stopping = new AbortController();

  constructor(private readonly parts: readonly OutboundParts[]) {}

  /** Something was taken for a recipient that fetches. */
  wake(): void {
    for (const sleeper of this.sleepers) sleeper.ring();
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /** The first `limit` deliveries of those of these parties that fetch; when there are none, waits for one at most `waitMs`. */
  async page(client: string, parties: readonly Party[], limit: number, waitMs: number): Promise<DeliveryPage> {
    const own = this.own(parties);
    const waiting = this.waitingOf.get(client) ?? 0;
    const until = performance.now() + (waiting < MOST_WAITING && own.length > 0 ? waitMs : 0);
    const alarm = new Alarm();
    this.sleepers.add(alarm);
    this.waitingOf.set(client, waiting + 1);
    try {
      for (;;) {
        const page = await this.read(own, limit);
        const left = until - performance.now();
        if (page.deliveries.length > 0 || left <= 0 || this.stopping.signal.aborted) return page;
        await alarm.wait(Math.min(left, LOOK_MS), this.stopping.signal);
      }
    } finally {
      this.sleepers.delete(alarm);
      this.leave(client);
    }
  }

  /** One after the other, in the order given; each is done when it is answered. */
  async acknowledge(
    parties: readonly Party[],
    acknowledgements: readonly Acknowledgement[],
  ): Promise<readonly AcknowledgementResult[]> {
    const own = this.own(parties);
    const ids = acknowledgements.map(({ deliveryId }) => deliveryId);
    const [queue] = this.parts.map((parts) => parts.queue);
    const found = new Map((await queue?.own(own, ids))?.map((stored) => [stored.delivery.deliveryId, stored]));
    const results: AcknowledgementResult[] = [];
    let refused = false;
    for (const given of acknowledgements) {
      const { deliveryId } = given;
      // A refusal parks what follows in its case, which may be named in the same request.
      if (refused && queue !== undefined && found.get(deliveryId)?.delivery.state === 'ATTEMPTING') {
        for (const stored of await queue.own(own, [deliveryId])) found.set(deliveryId, stored);
      }
      const stored = found.get(deliveryId);
      refused ||= given.outcome === 'refused';
      results.push({ deliveryId, status: stored === undefined ? 'unknown' : await this.take(stored, given) });
      // Given twice in one request, the second time it is what the first made of it.
      if (stored !== undefined) found.set(deliveryId, settledAs(stored, given));
    }
    return results;
  }

  private async take(stored: StoredDelivery, given: Acknowledgement): Promise<AcknowledgementResult['status']> {
    const { delivery } = stored;
    if (delivery.attempts === 0) return 'unknown';
    const { state, attempts } = delivery;
    if (given.outcome === 'refused') {
      if (state === 'DELIVERED') return 'contradicts';
      // What is parked behind another refusal is offered again when that is decided about, and may be refused then.
      if (state === 'DEAD' || state === 'WITHHELD' || state === 'PARKED') return 'acknowledged';
      const reason = 'refused-by-recipient';
      await this.settle(stored, { outcome: 'DEAD', reason, attempts, failure: 'message', detail: given.reasonCode });
      return 'acknowledged';
    }
    if (state !== 'DELIVERED')
      await this.settle(stored, { outcome: 'DELIVERED', reason: null, attempts, failure: null });
    return 'acknowledged';
  }

  private async read(own: readonly Party[], limit: number): Promise<DeliveryPage> {
    const [queue] = this.parts.map((parts) => parts.queue);
    if (queue === undefined || own.length === 0) return { deliveries: [], waiting: 0 };
    const deliveries: FetchedDelivery[] = [];
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const closed = await this.prepare(await queue.waiting(own, limit), deliveries);
      if (deliveries.length > 0 || closed === 0) break;
    }
    return { deliveries, waiting: await queue.count(own, MOST_COUNTED) };
  }

  /** Adds what may go out; answers with how many ended without. */
  private async prepare(waiting: readonly StoredDelivery[], page: FetchedDelivery[]): Promise<number> {
    const stuck = new Set<string>();
    let closed = 0;
    let bytes = 0;
    for (const stored of waiting) {
      const { delivery } = stored;
      const lane = JSON.stringify([delivery.endpoint, delivery.unit, delivery.caseKey, delivery.lane]);
      // What can't go out yet holds up the rest of its case, or they would overtake it.
      if (stuck.has(lane)) continue;
      const prepared = await prepareDelivery(this.partsOf(stored), stored, null);
      if (prepared.kind === 'not-yet') stuck.add(lane);
      if (prepared.kind === 'over') {
        await this.settle(stored, prepared.ending);
        closed += 1;
      }
      if (prepared.kind !== 'ready') continue;
      page.push(fetched(prepared.outgoing));
      this.partsOf(stored).count('offered');
      bytes += prepared.outgoing.body.length;
      if (bytes >= PAGE_BYTES) break;
    }
    return closed;
  }

  private async settle(stored: StoredDelivery, ending: Ending): Promise<void> {
    const parts = this.partsOf(stored);
    await recordEnding(parts, stored, ending);
    await parts.deliveries.settle(stored.delivery.deliveryId, ending.outcome, ending.failure ?? ending.reason);
  }

  private own(parties: readonly Party[]): readonly Party[] {
    return parties.filter((party) =>
      this.parts.some((parts) => parts.endpoint === party.endpoint && parts.fetches(party)),
    );
  }

  private partsOf({ delivery }: StoredDelivery): OutboundParts {
    const parts = this.parts.find(({ endpoint }) => endpoint === delivery.endpoint);
    if (parts === undefined) throw new Error('Offering a delivery: its endpoint is not served here.');
    return parts;
  }

  private leave(client: string): void {
    const left = (this.waitingOf.get(client) ?? 1) - 1;
    if (left <= 0) this.waitingOf.delete(client);
    else this.waitingOf.set(client, left);
  }
}

function settledAs(stored: StoredDelivery, { outcome }: Acknowledgement): StoredDelivery {
  const { delivery } = stored;
  if (delivery.attempts === 0 || delivery.state === 'DELIVERED') return stored;
  const refused = delivery.state === 'PARKED' ? 'PARKED' : 'DEAD';
  return { ...stored, delivery: { ...delivery, state: outcome === 'received' ? 'DELIVERED' : refused } };
}

function fetched({ deliveryId, unitSequence, caseSequence, contentType, body }: OutgoingDelivery): FetchedDelivery {
  const text = body.toString('utf8');
  return {
    deliveryId,
    sequence: unitSequence,
    caseSequence,
    previousCaseSequence: caseSequence - 1,
    contentType,
    content: /^application\/([a-z0-9.+-]+\+)?json\b/.test(contentType) ? (JSON.parse(text) as unknown) : text,
  };
}
