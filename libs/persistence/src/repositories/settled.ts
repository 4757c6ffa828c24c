import { type SettledState } from '../deliveries.port.js';

/**
 * The clause `settled` (and `forgotten`) of a statement whose first parameters are delivery id, state and error class, for every end but DEAD.
 * What a stop holds or an operator must look at never comes back by itself; what the recipient says it has is delivered, whatever else was
 * decided meanwhile. A dead letter that blocks its case needs more than this clause (`settle-delivery.ts`). `after`: a condition that is
 * evaluated before the row is locked.
 */
export function settled(schema: string, state: Exclude<SettledState, 'DEAD'>, after = 'true'): string {
  const undecided = `state IN ('WAITING', 'ATTEMPTING', 'PARKED', 'HELD')`;
  const from = {
    WAITING: `state IN ('WAITING', 'ATTEMPTING')`,
    PARKED: `state IN ('WAITING', 'ATTEMPTING')`,
    HELD: undecided,
    WITHHELD: undecided,
    DELIVERED: `state <> 'DELIVERED' AND NOT blocks`,
  }[state];
  const forget = state === 'DELIVERED' || state === 'WITHHELD';
  const failed = state === 'WAITING' ? `CASE WHEN $3::text IS NULL THEN NULL ELSE clock_timestamp() END` : 'NULL';
  return `settled AS (
      UPDATE ${schema}.delivery SET state = $2, last_error_class = $3, changed_at = clock_timestamp(), unanswered = 0,
        open = ${state === 'WAITING'}, first_failed_at = coalesce(first_failed_at, ${failed})
      WHERE delivery_id = $1 AND ${from} AND ${after} RETURNING delivery_id, endpoint, unit, case_key, lane)
    ${forget ? `, forgotten AS (DELETE FROM ${schema}.delivery_record WHERE delivery_id = $1)` : ''}`;
}
