import { type Delivery, type Recipient } from '../deliveries.port.js';
import { type StoredDelivery } from '../delivery-lanes.port.js';
import { type DeliveryQueue } from '../delivery-queue.port.js';
import { type InMemoryDeliveries } from './in-memory-deliveries.fake.js';

/** What waits for recipients that fetch, from the deliveries in memory. */
export class InMemoryQueue implements DeliveryQueue {
  constructor(private readonly deliveries: InMemoryDeliveries) {}

  waiting(recipients: readonly Recipient[], limit: number): Promise<readonly StoredDelivery[]> {
    const open = recipients.flatMap((recipient) =>
      this.of([recipient])
        .filter(({ deliveryId }) => this.deliveries.open.has(deliveryId))
        .filter(
          (row) =>
            row.lane === 'STOP' ||
            !this.deliveries.lanes.paused.has(JSON.stringify([recipient.endpoint, recipient.unit])) ||
            this.deliveries.cases.isDraining(row),
        )
        .sort((a, b) => a.place - b.place || a.seq - b.seq),
    );
    const ordered = [...open.filter(({ lane }) => lane === 'STOP'), ...open.filter(({ lane }) => lane !== 'STOP')];
    return Promise.resolve(ordered.slice(0, limit).map((row) => this.stored(row)));
  }

  count(recipients: readonly Recipient[], most: number): Promise<number> {
    const open = this.of(recipients).filter(({ deliveryId }) => this.deliveries.open.has(deliveryId));
    return Promise.resolve(Math.min(most, open.length));
  }

  own(recipients: readonly Recipient[], deliveryIds: readonly string[]): Promise<readonly StoredDelivery[]> {
    const own = this.of(recipients).filter(({ deliveryId }) => deliveryIds.includes(deliveryId));
    return Promise.resolve(own.map((row) => this.stored(row)));
  }

  private of(recipients: readonly Recipient[]): Delivery[] {
    return [...this.deliveries.rows.values()].filter((row) =>
      recipients.some(({ endpoint, unit }) => endpoint === row.endpoint && unit === row.unit),
    );
  }

  private stored(delivery: Delivery): StoredDelivery {
    return { delivery, record: this.deliveries.records.get(delivery.deliveryId) ?? null };
  }
}
