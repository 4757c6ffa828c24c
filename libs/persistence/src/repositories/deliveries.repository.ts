import { type DataSource } from 'typeorm';
import {
  type AttemptBegun,
  type Deliveries,
  type Delivery,
  type DeliveryFilter,
  type DeliveryState,
  type Recipient,
  type Taken,
  type TakeRequest,
} from '../deliveries.port.js';
import { DeliveryEntity } from '../entities/delivery.entity.js';
import { inTransaction, withSql } from '../sql/sql.js';
import { type StopRegister } from '../stop-register.port.js';
import { planTaking } from '../taking/plan-taking.js';
import { readTakingState } from '../taking/read-taking-state.js';
import { storeTaking } from '../taking/store-taking.js';
import { countAttempt } from './count-attempt.js';
import { listDeliveries, readDelivery } from './list-deliveries.js';

export class DeliveriesRepository implements Deliveries {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
    private readonly stops: StopRegister,
  ) {}

  async take(requests: readonly TakeRequest[]): Promise<readonly Taken[]> {
    if (requests.length === 0) return [];
    return inTransaction(this.source, async (sql) => {
      const state = await readTakingState(sql, this.schema, requests);
      const planned = planTaking(requests, state);
      const taken = planned.filter((plan) => plan.kind === 'taken');
      const rows = await storeTaking(sql, this.schema, taken, state);
      return planned.map((plan): Taken => {
        if (plan.kind === 'older') return plan;
        const deliveryId = plan.kind === 'taken' ? plan.request.deliveryId : plan.deliveryId;
        const delivery = rows.get(deliveryId) ?? state.known.get(deliveryId);
        if (delivery === undefined) throw new Error('Taking a delivery: the row just written is gone.');
        return { kind: plan.kind, delivery };
      });
    });
  }

  async beginAttempt(deliveryId: string): Promise<AttemptBegun> {
    const row = await this.source.getRepository(DeliveryEntity).findOneBy({ deliveryId });
    if (row === null) return { kind: 'unknown' };
    if (row.removal) return this.stops.attemptRemoval(deliveryId, row.caseKey);
    return withSql(this.source, (sql) => countAttempt(sql, this.schema, deliveryId));
  }

  async settle(
    deliveryId: string,
    state: Exclude<DeliveryState, 'ATTEMPTING'>,
    errorClass: string | null = null,
  ): Promise<boolean> {
    // What a stop holds or an operator must look at never comes back by itself.
    const final =
      state === 'WAITING' || state === 'PARKED' ? `'DELIVERED', 'WITHHELD', 'HELD', 'DEAD'` : `'DELIVERED', 'WITHHELD'`;
    const changed = await withSql(this.source, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.delivery SET state = $2, last_error_class = $3, changed_at = clock_timestamp()
         WHERE delivery_id = $1 AND state NOT IN (${final})`,
        [deliveryId, state, errorClass],
      ),
    );
    return changed === 1;
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
