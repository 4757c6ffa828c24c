import { type Sql } from '../sql/sql.js';

/**
 * What became of released deliveries, from their rows. One that is dead, and was released by this plan, has died again; a follower that is parked
 * waits behind a head that has.
 */
export async function collectOutcomes(
  sql: Sql,
  schema: string,
  planId: string,
): Promise<{ readonly ended: number; readonly deadAgain: number }> {
  const [counted] = await sql.rows<{ ended: number; deadAgain: number }>(
    `WITH known AS (
       SELECT item.nth, CASE row.state WHEN 'DEAD' THEN 'DEAD_AGAIN' ELSE row.state END AS outcome
       FROM ${schema}.replay_item AS item
         JOIN ${schema}.delivery AS row ON row.delivery_id = coalesce(item.new_delivery_id, item.delivery_id)
       WHERE item.plan_id = $1 AND item.outcome = 'RELEASED' AND row.state IN ('DELIVERED', 'HELD', 'WITHHELD', 'DEAD', 'PARKED')),
     ended AS (
       UPDATE ${schema}.replay_item AS item SET outcome = known.outcome, changed_at = clock_timestamp()
       FROM known WHERE item.plan_id = $1 AND item.nth = known.nth
       RETURNING item.message_id, item.endpoint, item.unit, item.outcome),
     freed AS (
       DELETE FROM ${schema}.replay_hold AS hold USING ended
       WHERE hold.plan_id = $1 AND (hold.message_id, hold.endpoint, hold.unit) = (ended.message_id, ended.endpoint, ended.unit))
     SELECT count(*) AS ended, count(*) FILTER (WHERE outcome = 'DEAD_AGAIN') AS "deadAgain" FROM ended`,
    [planId],
  );
  return counted ?? { ended: 0, deadAgain: 0 };
}
