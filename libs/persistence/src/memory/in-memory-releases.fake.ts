import { type Delivery } from '../deliveries.port.js';
import { type Release, type Released, type Releases } from '../releases.port.js';
import { type InMemoryDeliveries } from './in-memory-deliveries.fake.js';

/** Releases in memory, one after the other; the features suite holds it to what PostgreSQL does. */
export class InMemoryReleases implements Releases {
  private readonly done = new Set<string>();

  constructor(private readonly deliveries: InMemoryDeliveries) {}

  release(orders: readonly Release[]): Promise<readonly Released[]> {
    const judged = orders.map((order) => ({ order, refused: this.judge(order) }));
    const accepted = judged.flatMap(({ order, refused }) => (refused === null ? [order] : []));
    for (const order of accepted) this.apply(order);
    for (const order of accepted) this.letGo(order);
    return Promise.resolve(judged.map(({ order, refused }) => refused ?? this.outcomeOf(order)));
  }

  /** null: it may be done. */
  private judge(order: Release): Released | null {
    const row = this.deliveries.rows.get(order.deliveryId);
    if (row === undefined) return { kind: 'unknown' };
    if (this.done.has(nameOf(order))) return { kind: 'repeated' };
    const dead = row.state === 'DEAD' && row.resolution === null;
    if (!dead && !(row.state === 'HELD' && order.kind === 'RETRY')) return { kind: 'not-now', state: row.state };
    if (order.kind === 'REPLACE') return this.mayReplace(row, order.by) ? null : { kind: 'not-now', state: row.state };
    if (order.kind === 'SKIP') return null;
    if (!this.deliveries.records.has(order.deliveryId)) return { kind: 'gone' };
    return row.state === 'HELD' && this.deliveries.isStopped(row.caseKey) ? { kind: 'held' } : null;
  }

  private mayReplace(head: Delivery, by: string): boolean {
    const row = this.deliveries.rows.get(by);
    if (row === undefined || !head.blocks) return false;
    const parked = this.deliveries.cases.parkedBehind(head).some(({ deliveryId }) => deliveryId === by);
    return parked && this.deliveries.mayReplace(row, head);
  }

  private apply(order: Release): void {
    const { rows, open, isStopped } = this.deliveries;
    const row = rows.get(order.deliveryId);
    if (row === undefined) return;
    this.done.add(nameOf(order));
    const released = { planId: order.planId, releasedAt: this.deliveries.time(), blocks: false };
    if (order.kind === 'RETRY') {
      const state = row.removal && isStopped(row.caseKey) ? 'HELD' : 'WAITING';
      rows.set(row.deliveryId, { ...row, ...released, state, unanswered: 0 });
      open.add(row.deliveryId);
      return;
    }
    rows.set(row.deliveryId, { ...row, ...released, resolution: order.kind === 'SKIP' ? 'SKIPPED' : 'REPLACED' });
    const by = order.kind === 'REPLACE' ? rows.get(order.by) : undefined;
    if (by !== undefined) rows.set(by.deliveryId, { ...by, place: row.place });
  }

  private letGo({ deliveryId, withhold, planId }: Release): void {
    const row = this.deliveries.rows.get(deliveryId);
    if (row === undefined) return;
    for (const one of row.lane === 'CASE' ? this.deliveries.cases.rowsOf(row) : []) {
      if (one.state !== 'PARKED' || !withhold.includes(one.deliveryId)) continue;
      this.deliveries.settleNow(one.deliveryId, 'WITHHELD', 'rules-of-today');
    }
    if (row.lane === 'CASE') this.deliveries.cases.arrange(row, planId);
    this.deliveries.touchLanes(row);
  }

  private outcomeOf({ kind, deliveryId }: Release): Released {
    const state = this.deliveries.rows.get(deliveryId)?.state;
    if (kind === 'RETRY' && state === 'PARKED') return { kind: 'parked' };
    return { kind: kind === 'RETRY' && state === 'HELD' ? 'held' : 'released' };
  }
}

function nameOf({ planId, deliveryId }: Release): string {
  return JSON.stringify([planId, deliveryId]);
}
