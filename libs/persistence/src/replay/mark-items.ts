import { type ItemMark } from '../replay-plans.port.js';
import { type Sql } from '../sql/sql.js';

/** One statement for all; what has ended is held no longer. */
export async function markItems(sql: Sql, schema: string, planId: string, marks: readonly ItemMark[]): Promise<void> {
  if (marks.length === 0) return;
  await sql.run(
    `WITH marked AS (
       UPDATE ${schema}.replay_item AS item SET outcome = mark.outcome, changed_at = clock_timestamp(),
         verdict_then = coalesce(mark."verdictThen", item.verdict_then), new_delivery_id = coalesce(mark."newDeliveryId", item.new_delivery_id)
       FROM json_to_recordset($2::json) AS mark (nth int, outcome text, "verdictThen" json, "newDeliveryId" text)
       WHERE item.plan_id = $1 AND item.nth = mark.nth RETURNING item.message_id, item.endpoint, item.unit, item.outcome)
     DELETE FROM ${schema}.replay_hold AS hold USING marked
     WHERE hold.plan_id = $1 AND marked.outcome NOT IN ('RELEASED', 'ORDERED')
       AND (hold.message_id, hold.endpoint, hold.unit) = (marked.message_id, marked.endpoint, marked.unit)`,
    [planId, JSON.stringify(marks)],
  );
}
