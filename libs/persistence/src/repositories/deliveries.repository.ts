import { type DataSource } from 'typeorm';
import {
  type AttemptBegun,
  type AttemptedDelivery,
  type Deliveries,
  type Delivery,
  type DeliveryFilter,
  type DeliveryState,
  type IncomingDelivery,
  type Recipient,
  type SettledState,
  type Taken,
  type TakeOptions,
  type TakeResult,
} from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { inTransaction, withSql } from '../sql/sql.js';
import { type StopRegister } from '../stop-register.port.js';
import { planTaking, type TakingState } from '../taking/plan-taking.js';
import { readTakingState } from '../taking/read-taking-state.js';
import { storeLanes } from '../taking/store-lanes.js';
import { restoreRecords, storeRecords } from '../taking/store-records.js';
import { storeTaking } from '../taking/store-taking.js';
import { countAttempt } from './count-attempt.js';
import { listDeliveries, readDelivery } from './list-deliveries.js';
import { settleDelivery } from './settle-delivery.js';

const ANYBODY_DELIVERS: TakeOptions = { hasLanes: () => true, lease: null };

export class DeliveriesRepository implements Deliveries {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
    private readonly stops: StopRegister,
  ) {}

  async take(requests: readonly IncomingDelivery[], options: TakeOptions = ANYBODY_DELIVERS): Promise<TakeResult> {
    if (requests.length === 0) return { taken: [], lanes: [] };
    return inTransaction(this.source, async (sql) => {
      const state = await readTakingState(sql, this.schema, requests);
      const planned = planTaking(requests, state);
      const fresh = planned.filter((plan) => plan.kind === 'taken');
      const rows = await storeTaking(sql, this.schema, fresh, state);
      const waiting = planned.flatMap((plan) => (plan.kind === 'known' && !rows.has(idOf(plan)) ? [plan.request] : []));
      await storeRecords(
        sql,
        this.schema,
        fresh.map(({ request }) => request),
      );
      const goes = fresh.filter(({ parked }) => !parked).map(({ request }) => request);
      const laned = [...goes, ...waiting.filter(isOpenIn(state))];
      const lanes = await storeLanes(sql, this.schema, laned, options);
      // Lanes before rows, as whoever begins an attempt takes them.
      await restoreRecords(sql, this.schema, waiting.filter(isOpenIn(state)));
      const taken = planned.map((plan): Taken => {
        if (plan.kind === 'older') return plan;
        const delivery = rows.get(idOf(plan)) ?? state.known.get(idOf(plan));
        if (delivery === undefined) throw new Error('Taking a delivery: the row just written is gone.');
        return { kind: plan.kind, delivery };
      });
      return { taken, lanes };
    });
  }

  beginAttempt(delivery: AttemptedDelivery, lane: HeldLane | null): Promise<AttemptBegun> {
    if (delivery.removal) return this.stops.attemptRemoval(delivery, lane);
    return withSql(this.source, (sql) => countAttempt(sql, this.schema, delivery.deliveryId, lane));
  }

  async settle(deliveryId: string, state: SettledState, errorClass: string | null = null): Promise<boolean> {
    return (await settleDelivery(this.source, this.schema, { deliveryId, state, errorClass }, null)).changed;
  }

  find(deliveryId: string): Promise<Delivery | null> {
    return readDelivery(this.source, deliveryId);
  }

  list(filter: DeliveryFilter): Promise<readonly Delivery[]> {
    return listDeliveries(this.source, filter);
  }

  async counts(): Promise<readonly (Recipient & { readonly state: DeliveryState; readonly count: number })[]> {
    const rows = await withSql(this.source, (sql) =>
      sql.rows<{ endpoint: string; unit: string; state: DeliveryState; count: number }>(
        `SELECT endpoint, unit, state, count(*) AS count FROM ${this.schema}.delivery GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      ),
    );
    return rows.map((row) => ({ ...row, unit: row.unit === '' ? null : row.unit }));
  }
}

function idOf({ request }: { readonly request: IncomingDelivery }): string {
  return request.deliveryId;
}

function isOpenIn({ known }: TakingState): (request: IncomingDelivery) => boolean {
  return ({ deliveryId }) => ['WAITING', 'ATTEMPTING', 'HELD'].includes(known.get(deliveryId)?.state ?? '');
}
