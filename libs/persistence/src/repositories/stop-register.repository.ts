import { type DataSource } from 'typeorm';
import { type AttemptBegun, type AttemptedDelivery, type DeliveryState } from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { inTransaction, type Sql, withSql } from '../sql/sql.js';
import { type StopBegun, type StopEntry, type StopRegister, type UnpublishedStop } from '../stop-register.port.js';
import { countAttempt } from './count-attempt.js';

interface StopEntryRow {
  readonly message_id: string;
  readonly case_key: string;
  readonly ground: string;
  readonly topic: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly handed_out: number;
}

export class StopRegisterRepository implements StopRegister {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  begin(entry: StopEntry): Promise<StopBegun> {
    return inTransaction(this.source, async (sql) => {
      // Writing the row takes it exclusively: attempts that hold it shared are over before, later ones see the entry.
      await sql.run(
        `INSERT INTO ${this.schema}.stop_case AS known (case_key, suspended, stops_begun) VALUES ($1, false, 1)
         ON CONFLICT (case_key) DO UPDATE SET stops_begun = known.stops_begun + 1`,
        [entry.caseKey],
      );
      const fresh = (await this.insert(sql, entry)) === 1;
      const removals = await sql.rows<{ delivery_id: string; state: DeliveryState }>(
        `SELECT delivery_id, state FROM ${this.schema}.delivery
         WHERE case_key = $1 AND removal AND state IN ('WAITING', 'PARKED', 'ATTEMPTING')
         ORDER BY endpoint, unit, place, seq FOR UPDATE`,
        [entry.caseKey],
      );
      const held = removals.filter(({ state }) => state !== 'ATTEMPTING').map((row) => row.delivery_id);
      await this.hold(sql, held);
      return {
        fresh,
        held,
        attempting: removals.filter(({ state }) => state === 'ATTEMPTING').map((row) => row.delivery_id),
      };
    });
  }

  async remove(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    await withSql(this.source, (sql) =>
      sql.run(`DELETE FROM ${this.schema}.stop_entry WHERE message_id = ANY($1)`, [messageIds]),
    );
  }

  isStopped(caseKey: string): Promise<boolean> {
    return withSql(this.source, (sql) => this.stopped(sql, caseKey));
  }

  async unpublished(olderThanMs: number, limit = 100): Promise<readonly UnpublishedStop[]> {
    // Taking an entry makes it young again: the next ones get their turn, and no two sweepers take the same at once.
    const rows = await withSql(this.source, (sql) =>
      sql.rows<StopEntryRow>(
        `WITH due AS (
           SELECT message_id, begun_at AS was FROM ${this.schema}.stop_entry
           WHERE begun_at <= clock_timestamp() - ($1 * 2 ^ LEAST(handed_out, 8)) * interval '1 millisecond' ORDER BY begun_at LIMIT $2 FOR UPDATE SKIP LOCKED),
         taken AS (
           UPDATE ${this.schema}.stop_entry AS entry SET begun_at = clock_timestamp(), handed_out = handed_out + 1 FROM due
           WHERE entry.message_id = due.message_id RETURNING entry.*, due.was)
         SELECT message_id, case_key, ground, topic, value, headers, handed_out FROM taken ORDER BY was, message_id`,
        [olderThanMs, limit],
      ),
    );
    return rows.map(
      ({ message_id: messageId, case_key: caseKey, ground, topic, value, headers, handed_out: times }) => {
        return { messageId, caseKey, ground, record: { topic, key: caseKey, value, headers }, times };
      },
    );
  }

  attemptRemoval({ deliveryId, caseKey }: AttemptedDelivery, lane: HeldLane | null): Promise<AttemptBegun> {
    return inTransaction(this.source, async (sql) => {
      await sql.run(
        `INSERT INTO ${this.schema}.stop_case (case_key, suspended) VALUES ($1, false) ON CONFLICT DO NOTHING`,
        [caseKey],
      );
      await sql.rows(`SELECT 1 FROM ${this.schema}.stop_case WHERE case_key = $1 FOR SHARE`, [caseKey]);
      if (!(await this.stopped(sql, caseKey))) return countAttempt(sql, this.schema, deliveryId, lane);
      await this.hold(sql, [deliveryId]);
      const [row] = await sql.rows<{ state: DeliveryState }>(
        `SELECT state FROM ${this.schema}.delivery WHERE delivery_id = $1`,
        [deliveryId],
      );
      if (row === undefined) return { kind: 'unknown' };
      return row.state === 'HELD' ? { kind: 'held' } : { kind: 'not-now', state: row.state };
    });
  }

  private insert(sql: Sql, { messageId, caseKey, ground, record }: StopEntry): Promise<number> {
    return sql.run(
      `INSERT INTO ${this.schema}.stop_entry (message_id, case_key, ground, topic, value, headers, begun_at)
       VALUES ($1, $2, $3, $4, $5, $6::json, clock_timestamp()) ON CONFLICT (message_id) DO NOTHING`,
      [messageId, caseKey, ground, record.topic, record.value, JSON.stringify(record.headers)],
    );
  }

  /** Open until somebody has said so: also where it was parked. */
  private async hold(sql: Sql, deliveryIds: readonly string[]): Promise<void> {
    if (deliveryIds.length === 0) return;
    await sql.run(
      `UPDATE ${this.schema}.delivery SET state = 'HELD', open = true, changed_at = clock_timestamp()
       WHERE delivery_id = ANY($1) AND state IN ('WAITING', 'PARKED', 'ATTEMPTING')`,
      [deliveryIds],
    );
  }

  private async stopped(sql: Sql, caseKey: string): Promise<boolean> {
    const rows = await sql.rows(
      `SELECT 1 FROM ${this.schema}.stop_case WHERE case_key = $1 AND suspended
       UNION ALL SELECT 1 FROM ${this.schema}.stop_entry WHERE case_key = $1 LIMIT 1`,
      [caseKey],
    );
    return rows.length > 0;
  }
}
