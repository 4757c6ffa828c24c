import { type AttemptBegun, type DeliveryState } from '../deliveries.port.js';
import { type HeldLane, LEASE_MS } from '../delivery-lanes.port.js';
import { type Sql } from '../sql/sql.js';

/**
 * Marks and counts an attempt before it is made, and renews the lease under which it is made, in one statement. One that was ATTEMPTING already
 * is tried again: the process that began it has gone, and the recipient drops what it has had.
 */
export async function countAttempt(
  sql: Sql,
  schema: string,
  deliveryId: string,
  lane: HeldLane | null,
): Promise<AttemptBegun> {
  const [begun] = await sql.rows<{ attempts: number; unanswered: number }>(
    lane === null ? countAlone(schema) : countInLane(schema),
    lane === null ? [deliveryId] : [deliveryId, ...keyOf(lane), LEASE_MS],
  );
  if (begun !== undefined) return { kind: 'attempting', attempts: begun.attempts, unanswered: begun.unanswered };
  if (lane !== null && !(await holdsLane(sql, schema, lane))) return { kind: 'lost' };
  const [row] = await sql.rows<{ state: DeliveryState }>(
    `SELECT state FROM ${schema}.delivery WHERE delivery_id = $1`,
    [deliveryId],
  );
  return row === undefined ? { kind: 'unknown' } : { kind: 'not-now', state: row.state };
}

/** The first four are the lane's key, the fifth its lease. */
export function keyOf({ endpoint, unit, caseKey, lane, lease }: HeldLane): string[] {
  return [endpoint, unit ?? '', caseKey, lane, lease];
}

async function holdsLane(sql: Sql, schema: string, lane: HeldLane): Promise<boolean> {
  const rows = await sql.rows(
    `SELECT 1 FROM ${schema}.delivery_lane WHERE endpoint = $1 AND unit = $2 AND case_key = $3 AND lane = $4 AND lease = $5`,
    keyOf(lane),
  );
  return rows.length === 1;
}

function countAlone(schema: string): string {
  return `UPDATE ${schema}.delivery SET ${COUNTED} WHERE delivery_id = $1 AND ${ATTEMPTABLE} RETURNING attempts, unanswered`;
}

// The row of the lane is written first: whoever claims it meanwhile waits, and then finds it taken. What was read of a lane may be old, where an
// operator has let go something before it: nothing is attempted that has an earlier one to wait for.
function countInLane(schema: string): string {
  return `WITH held AS (
      UPDATE ${schema}.delivery_lane SET next_attempt_at = clock_timestamp() + $7 * interval '1 millisecond'
      WHERE endpoint = $2 AND unit = $3 AND case_key = $4 AND lane = $5 AND lease = $6 RETURNING 1)
    UPDATE ${schema}.delivery AS row SET ${COUNTED}
    WHERE delivery_id = $1 AND ${ATTEMPTABLE} AND EXISTS (SELECT FROM held) AND NOT EXISTS (
      SELECT FROM ${schema}.delivery AS earlier WHERE earlier.open AND earlier.${ATTEMPTABLE} AND (earlier.place, earlier.seq) < (row.place, row.seq)
        AND (earlier.endpoint, earlier.unit, earlier.case_key, earlier.lane) = (row.endpoint, row.unit, row.case_key, row.lane))
    RETURNING attempts, unanswered`;
}

const COUNTED = `state = 'ATTEMPTING', attempts = attempts + 1, unanswered = unanswered + 1, changed_at = clock_timestamp()`;
const ATTEMPTABLE = `state IN ('WAITING', 'ATTEMPTING')`;
