import { type SettledState } from '../deliveries.port.js';

/**
 * The clause `settled` (and `forgotten`) of a statement whose first parameters are delivery id, state and error class. What a stop holds or an
 * operator must look at never comes back by itself; what the recipient says it has is delivered, whatever else was decided meanwhile.
 */
export function settled(schema: string, state: SettledState): string {
  const from = {
    WAITING: `state IN ('WAITING', 'ATTEMPTING')`,
    PARKED: `state IN ('WAITING', 'ATTEMPTING')`,
    HELD: `state NOT IN ('DELIVERED', 'WITHHELD')`,
    WITHHELD: `state NOT IN ('DELIVERED', 'WITHHELD')`,
    DEAD: `state NOT IN ('DELIVERED', 'WITHHELD')`,
    DELIVERED: `state <> 'DELIVERED'`,
  }[state];
  const forget = state === 'DELIVERED' || state === 'WITHHELD';
  return `settled AS (
      UPDATE ${schema}.delivery SET state = $2, last_error_class = $3, changed_at = clock_timestamp(), unanswered = 0,
        open = ${state === 'WAITING'}
      WHERE delivery_id = $1 AND ${from} RETURNING delivery_id)
    ${forget ? `, forgotten AS (DELETE FROM ${schema}.delivery_record WHERE delivery_id = $1)` : ''}`;
}
