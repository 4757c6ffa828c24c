import {
  type ItemListFilter,
  type PlanCursor,
  type PlanListFilter,
  type StoredItem,
  type StoredPlan,
} from '../replay-plans.port.js';
import { type Sql } from '../sql/sql.js';
import { ITEM_COLUMNS, itemOfRow, type ItemRow } from './stored-item.js';
import { PLAN_COLUMNS, planOfRow, type PlanRow } from './stored-plan.js';

const MOST = 1000;
const wanted = (limit: number): number => Math.min(Math.max(1, Math.trunc(limit)), MOST);

export async function listPlans(
  sql: Sql,
  schema: string,
  { states, kind, madeBy }: PlanListFilter,
  limit: number,
  after: PlanCursor | null,
): Promise<readonly StoredPlan[]> {
  const rows = await sql.rows<PlanRow>(
    `SELECT ${PLAN_COLUMNS} FROM ${schema}.replay_plan
     WHERE ($1::text[] IS NULL OR state = ANY($1)) AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR made_by = $3)
       AND ($4::timestamptz IS NULL OR made_at < $4 OR (made_at = $4 AND plan_id > $5))
     ORDER BY made_at DESC, plan_id LIMIT ${wanted(limit)}`,
    [
      states === undefined ? null : [...states],
      kind ?? null,
      madeBy ?? null,
      after === null ? null : new Date(after.madeAt).toISOString(),
      after?.planId ?? null,
    ],
  );
  return rows.map(planOfRow);
}

export async function listItems(
  sql: Sql,
  schema: string,
  planId: string,
  { verdict, outcome, role, deliveryId }: ItemListFilter,
  limit: number,
  afterNth: number,
): Promise<readonly StoredItem[]> {
  const rows = await sql.rows<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM ${schema}.replay_item
     WHERE plan_id = $1 AND nth > $2 AND ($3::text IS NULL OR verdict_kind = $3) AND ($4::text IS NULL OR outcome = $4)
       AND ($5::text IS NULL OR role = $5) AND ($6::text IS NULL OR delivery_id = $6 OR new_delivery_id = $6)
     ORDER BY nth LIMIT ${wanted(limit)}`,
    [planId, afterNth, verdict ?? null, outcome ?? null, role ?? null, deliveryId ?? null],
  );
  return rows.map(itemOfRow);
}
