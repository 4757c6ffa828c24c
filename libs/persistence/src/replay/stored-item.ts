import { type NewItem, type StoredItem, type StoredVerdict } from '../replay-plans.port.js';
import { type Sql } from '../sql/sql.js';

/** A row of `replay_item` as the driver gives it. */
export interface ItemRow extends Omit<StoredItem, 'changedAt'> {
  readonly changedAt: Date | null;
}

export const ITEM_COLUMNS = `nth, item_id AS "itemId", role, head_id AS "headId", delivery_id AS "deliveryId", decision_id AS "decisionId",
  rule_set_then AS "ruleSetThen", message_id AS "messageId", message, endpoint, nullif(unit, '') AS unit, case_key AS "caseKey", generation,
  removal, verdict, upgraded, carried_out AS "carriedOut", cell, error_class AS "errorClass", reason, schema_id AS "schemaId", outcome,
  verdict_then AS "verdictThen", new_generation AS "newGeneration", new_delivery_id AS "newDeliveryId", changed_at AS "changedAt"`;

export function itemOfRow({ changedAt, ...row }: ItemRow): StoredItem {
  return { ...row, changedAt: changedAt?.toISOString() ?? null };
}

/** One statement for all. */
export async function insertItems(sql: Sql, schema: string, planId: string, items: readonly NewItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({ ...item, verdictKind: item.verdict.kind satisfies StoredVerdict['kind'] }));
  await sql.run(
    `INSERT INTO ${schema}.replay_item (plan_id, nth, item_id, role, head_id, delivery_id, decision_id, rule_set_then, message_id, message,
       endpoint, unit, case_key, generation, removal, verdict_kind, verdict, upgraded, carried_out, cell, error_class, reason, schema_id)
     SELECT $1, nth, "itemId", role, "headId", "deliveryId", "decisionId", "ruleSetThen", "messageId", message, endpoint, coalesce(unit, ''),
       "caseKey", generation, removal, "verdictKind", verdict, upgraded, "carriedOut", cell, "errorClass", reason, "schemaId"
     FROM json_to_recordset($2::json) AS item (nth int, "itemId" text, role text, "headId" text, "deliveryId" text, "decisionId" text,
       "ruleSetThen" text, "messageId" text, message text, endpoint text, unit text, "caseKey" text, generation int, removal boolean,
       "verdictKind" text, verdict json, upgraded boolean, "carriedOut" boolean, cell int, "errorClass" text, reason text, "schemaId" int)`,
    [planId, JSON.stringify(rows)],
  );
}
