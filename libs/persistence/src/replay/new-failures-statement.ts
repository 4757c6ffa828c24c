/**
 * Failures since the plan began to run, kept with the plan: its own items that died again, and deliveries of others that look like its own failures.
 * Parameter: plan. One whose receipt the ledger does not have yet has no reason, and counts when it has.
 */
export function newFailuresStatement(schema: string): string {
  return `WITH others AS (
      SELECT count(*) AS count FROM ${schema}.replay_plan AS plan
        JOIN ${schema}.replay_group AS alike ON alike.plan_id = plan.plan_id
        JOIN ${schema}.delivery AS row ON row.endpoint = alike.endpoint AND row.unit = alike.unit AND row.state = 'DEAD'
          AND row.code = alike.message AND row.changed_at >= plan.started_at AND coalesce(row.last_error_class, 'hub') = alike.error_class
        JOIN LATERAL (
          SELECT receipt.reason FROM ${schema}.ledger_receipt AS receipt
          WHERE receipt.delivery_id = row.delivery_id AND receipt.outcome = 'DEAD' ORDER BY receipt.topic_offset DESC LIMIT 1) AS ended
          ON ended.reason = alike.reason
        LEFT JOIN ${schema}.ledger_cell AS cell ON cell.decision_id = row.decision_id AND cell.delivery_id = row.delivery_id
      WHERE plan.plan_id = $1 AND cell.recipient_schema_id IS NOT DISTINCT FROM alike.schema_id
        AND NOT EXISTS (SELECT FROM ${schema}.replay_item AS item WHERE item.plan_id = $1 AND item.delivery_id = row.delivery_id)),
    own AS (
      SELECT count(*) AS count FROM ${schema}.replay_item AS item JOIN ${schema}.replay_plan AS plan USING (plan_id)
      WHERE plan_id = $1 AND item.outcome = 'DEAD_AGAIN' AND item.changed_at >= plan.started_at)
    UPDATE ${schema}.replay_plan AS plan SET new_failures = others.count + own.count FROM others, own
    WHERE plan.plan_id = $1 RETURNING new_failures AS count`;
}
