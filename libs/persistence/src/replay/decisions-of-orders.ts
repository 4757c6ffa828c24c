import { type OrderedDecision } from '../replay-plans.port.js';
import { type Sql } from '../sql/sql.js';

/** What the router made of orders, as far as the ledger has it. */
export async function decisionsOfOrders(
  sql: Sql,
  schema: string,
  planId: string,
  nths: readonly number[],
): Promise<ReadonlyMap<number, OrderedDecision>> {
  if (nths.length === 0) return new Map();
  const rows = await sql.rows<OrderedDecision & { readonly nth: number }>(
    `SELECT DISTINCT ON (item.nth) item.nth, decision.outcome, cell.refusal, cell.delivery_id AS "deliveryId", row.state
     FROM ${schema}.replay_item AS item
       JOIN ${schema}.ledger_decision AS decision
         ON decision.message_id = item.message_id AND decision.generation = item.new_generation
       LEFT JOIN ${schema}.ledger_cell AS cell
         ON cell.decision_id = decision.decision_id AND cell.recipient = item.endpoint AND coalesce(cell.unit, '') = item.unit
       LEFT JOIN ${schema}.delivery AS row ON row.delivery_id = cell.delivery_id
     WHERE item.plan_id = $1 AND item.nth = ANY($2) AND item.new_generation IS NOT NULL
     ORDER BY item.nth, decision.outcome <> 'DECIDED', decision.log_offset`,
    [planId, [...nths]],
  );
  return new Map(rows.map(({ nth, ...decision }) => [nth, decision]));
}
