import { type AttemptBegun, type DeliveryState } from '../deliveries.port.js';
import { type Sql } from '../sql/sql.js';

/**
 * Marks and counts an attempt before it is made. One that was ATTEMPTING already is tried again: the process that began it has gone, and the
 * recipient drops what it has had.
 */
export async function countAttempt(sql: Sql, schema: string, deliveryId: string): Promise<AttemptBegun> {
  const [begun] = await sql.rows<{ attempts: number }>(
    `UPDATE ${schema}.delivery SET state = 'ATTEMPTING', attempts = attempts + 1, changed_at = clock_timestamp()
     WHERE delivery_id = $1 AND state IN ('WAITING', 'ATTEMPTING') RETURNING attempts`,
    [deliveryId],
  );
  if (begun !== undefined) return { kind: 'attempting', attempts: begun.attempts };
  const [row] = await sql.rows<{ state: DeliveryState }>(
    `SELECT state FROM ${schema}.delivery WHERE delivery_id = $1`,
    [deliveryId],
  );
  return row === undefined ? { kind: 'unknown' } : { kind: 'not-now', state: row.state };
}
