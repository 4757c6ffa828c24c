import { type DataSource } from 'typeorm';
import { type Recipient, type SettledState } from '../deliveries.port.js';
import {
  type Circuit,
  type Claimed,
  type ClaimRequest,
  type DeliveryLanes,
  type EndpointFailure,
  FAILURES_TO_OPEN,
  type Finished,
  type HeldLane,
  type LaneWork,
  type PauseChange,
  type StandstillCaps,
} from '../delivery-lanes.port.js';
import { withSql } from '../sql/sql.js';
import { claimLanes } from './claim-lanes.js';
import { keyOf } from './count-attempt.js';
import { pauseUnits } from './pause-units.js';
import { readLanes } from './read-lanes.js';
import { restoreLanes } from './restore-lanes.js';
import { settleDelivery } from './settle-delivery.js';
import { settled } from './settled.js';

/** Of the one lane that is worked. */
const READ_NOW = { most: 16, bytes: 64 * 1024 };
/** Of each lane of a claim, of which most wait for their turn. */
const READ_AHEAD = { most: 4, bytes: 16 * 1024 };
const THIS_LANE = 'endpoint = $1 AND unit = $2 AND case_key = $3 AND lane = $4 AND lease = $5';

export class DeliveryLanesRepository implements DeliveryLanes {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  restore(endpoint: string, hasLane: (recipient: Recipient) => boolean): Promise<readonly string[]> {
    return restoreLanes(this.source, this.schema, endpoint, hasLane);
  }

  pause(endpoint: string, caps: StandstillCaps): Promise<readonly PauseChange[]> {
    return withSql(this.source, (sql) => pauseUnits(sql, this.schema, endpoint, caps));
  }

  claim(request: ClaimRequest): Promise<Claimed> {
    return withSql(this.source, async (sql) => {
      const claimed = await claimLanes(sql, this.schema, request);
      const works = await readLanes(sql, this.schema, claimed.lanes, READ_AHEAD);
      const first = claimed.lanes.flatMap((lane, n) => (works[n] == null ? [] : [[lane, works[n]] as const]));
      return { ...claimed, first: new Map(first) };
    });
  }

  next(lane: HeldLane): Promise<LaneWork | null> {
    return withSql(this.source, async (sql) => (await readLanes(sql, this.schema, [lane], READ_NOW))[0] ?? null);
  }

  finish(
    deliveryId: string,
    state: SettledState,
    errorClass: string | null,
    lane: HeldLane,
    last: boolean,
  ): Promise<Finished> {
    return settleDelivery(this.source, this.schema, { deliveryId, state, errorClass }, last ? lane : null);
  }

  async close(lane: HeldLane): Promise<boolean> {
    const closed = await withSql(this.source, (sql) =>
      sql.run(`DELETE FROM ${this.schema}.delivery_lane WHERE ${THIS_LANE} AND version = $6`, [
        ...keyOf(lane),
        lane.version,
      ]),
    );
    return closed === 1;
  }

  async release(
    lane: HeldLane,
    afterMs: number,
    failed: { readonly deliveryId: string; readonly errorClass: string } | null = null,
  ): Promise<void> {
    if (failed === null) return this.letGo(lane, afterMs);
    await withSql(this.source, (sql) =>
      sql.run(
        `WITH ${settled(this.schema, 'WAITING')}
         UPDATE ${this.schema}.delivery_lane
         SET lease = NULL, next_attempt_at = clock_timestamp() + $9 * interval '1 millisecond'
         WHERE endpoint = $4 AND unit = $5 AND case_key = $6 AND lane = $7 AND lease = $8`,
        [failed.deliveryId, 'WAITING', failed.errorClass, ...keyOf(lane), afterMs],
      ),
    );
  }

  async noteFailure(recipient: Recipient, { probeAfterMs, open, probe }: EndpointFailure): Promise<Circuit> {
    const [row] = await withSql(this.source, (sql) =>
      sql.rows<{ failures: number; open: boolean }>(
        `INSERT INTO ${this.schema}.delivery_circuit AS known (endpoint, unit, failures, open, probe_at, changed_at)
         VALUES ($1, $2, 1, $4, clock_timestamp() + $3 * interval '1 millisecond', clock_timestamp())
         ON CONFLICT (endpoint, unit) DO UPDATE SET failures = known.failures + CASE WHEN known.open AND NOT $6 THEN 0 ELSE 1 END,
           probe_at = CASE WHEN known.open AND NOT $6 THEN GREATEST(known.probe_at, excluded.probe_at) ELSE excluded.probe_at END,
           open = known.open OR excluded.open OR known.failures + 1 >= $5, changed_at = excluded.changed_at
         RETURNING failures, open`,
        [recipient.endpoint, recipient.unit ?? '', probeAfterMs, open, FAILURES_TO_OPEN, probe],
      ),
    );
    return {
      endpoint: recipient.endpoint,
      unit: recipient.unit,
      failures: row?.failures ?? 1,
      open: row?.open ?? open,
    };
  }

  async noteAnswer({ endpoint, unit }: Recipient): Promise<void> {
    await withSql(this.source, (sql) =>
      sql.run(`DELETE FROM ${this.schema}.delivery_circuit WHERE endpoint = $1 AND unit = $2`, [endpoint, unit ?? '']),
    );
  }

  async allowProbe({ endpoint, unit }: Recipient): Promise<void> {
    await withSql(this.source, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.delivery_circuit SET probe_at = clock_timestamp() WHERE endpoint = $1 AND unit = $2`,
        [endpoint, unit ?? ''],
      ),
    );
  }

  private async letGo(lane: HeldLane, afterMs: number): Promise<void> {
    await withSql(this.source, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.delivery_lane
         SET lease = NULL, next_attempt_at = clock_timestamp() + $6 * interval '1 millisecond' WHERE ${THIS_LANE}`,
        [...keyOf(lane), afterMs],
      ),
    );
  }
}
