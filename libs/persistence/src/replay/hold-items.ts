import { type StoredVerdict } from '../replay-plans.port.js';
import { type Sql } from '../sql/sql.js';

/** Takes for a plan what it has still to do. The first plan has it; for the second the item is not sent. */
export async function holdItems(
  sql: Sql,
  schema: string,
  planId: string,
  busy: { readonly outcome: string; readonly verdict: StoredVerdict },
): Promise<number> {
  const open = `item.plan_id = $1 AND item.carried_out AND item.outcome IS NULL AND item.message_id IS NOT NULL AND item.endpoint IS NOT NULL`;
  await sql.run(
    `INSERT INTO ${schema}.replay_hold (message_id, endpoint, unit, plan_id)
     SELECT DISTINCT message_id, endpoint, unit, plan_id FROM ${schema}.replay_item AS item WHERE ${open} ORDER BY 1, 2, 3
     ON CONFLICT DO NOTHING`,
    [planId],
  );
  // A head that another plan has takes its followers with it.
  return sql.run(
    `WITH others AS (
       SELECT item.nth, item.item_id FROM ${schema}.replay_item AS item
         JOIN ${schema}.replay_hold AS hold ON (hold.message_id, hold.endpoint, hold.unit) = (item.message_id, item.endpoint, item.unit)
       WHERE ${open} AND hold.plan_id <> $1)
     UPDATE ${schema}.replay_item AS item SET outcome = $2, verdict_then = $3::json, changed_at = clock_timestamp()
     WHERE item.plan_id = $1 AND item.carried_out AND item.outcome IS NULL
       AND (item.nth IN (SELECT nth FROM others) OR item.head_id IN (SELECT item_id FROM others))`,
    [planId, busy.outcome, JSON.stringify(busy.verdict)],
  );
}
