import { type PlanChange, type StoredPlan } from '../replay-plans.port.js';
import { type Sql } from '../sql/sql.js';
import { storeGroups } from './groups-of-plan.js';
import { holdItems } from './hold-items.js';
import { noteAudit } from './operator-audit.repository.js';
import { PLAN_COLUMNS, planOfRow, type PlanRow } from './stored-plan.js';

/**
 * One step in the life of a plan, with its audit entry. Writing the row waits for a piece of the run that holds it shared (`inRun`): when a stop
 * has been written, nothing more begins.
 */
export async function changePlan(
  sql: Sql,
  schema: string,
  planId: string,
  change: PlanChange,
  lease: string | null,
): Promise<StoredPlan | null> {
  const { from, to, approval, halt, basis, planHash, counts, moment } = change;
  const values: unknown[] = [planId, [...from], to, lease];
  const set: string[] = [];
  const assign = (column: string, value: unknown, type: string): void => {
    set.push(`${column} = $${values.push(value)}::${type}`);
  };
  if (approval !== undefined) {
    assign('approved_by', approval.by, 'text');
    assign('approved_hash', approval.planHash, 'text');
    set.push('approved_at = clock_timestamp()');
  }
  if (halt === null) set.push('halt = NULL');
  else if (halt !== undefined) {
    const place = `$${values.push(JSON.stringify(halt))}`;
    const now = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    set.push(`halt = (${place}::jsonb || jsonb_build_object('at', ${now}))::json`);
  }
  if (basis !== undefined) assign('basis', JSON.stringify(basis), 'json');
  if (planHash !== undefined) assign('plan_hash', planHash, 'text');
  if (counts !== undefined) assign('counts', JSON.stringify(counts), 'json');
  // Failures that were seen before it went on have been looked at.
  if (moment === 'start') set.push('started_at = clock_timestamp(), new_failures = 0, ended_at = NULL');
  if (moment === 'end') set.push('ended_at = clock_timestamp()');
  const [row] = await sql.rows<PlanRow>(
    `UPDATE ${schema}.replay_plan SET state = $3${set.map((one) => `, ${one}`).join('')}
     WHERE plan_id = $1 AND state = ANY($2) AND ($4::text IS NULL OR lease = $4) RETURNING ${PLAN_COLUMNS}`,
    values,
  );
  if (row === undefined) return null;
  if (change.busy !== undefined) await holdItems(sql, schema, planId, change.busy);
  if (moment === 'end') {
    // What is under way is held until its end is known.
    await sql.run(
      `DELETE FROM ${schema}.replay_hold AS hold WHERE plan_id = $1 AND NOT EXISTS (
         SELECT FROM ${schema}.replay_item AS item WHERE item.plan_id = $1 AND item.outcome IN ('RELEASED', 'ORDERED')
           AND (item.message_id, item.endpoint, item.unit) = (hold.message_id, hold.endpoint, hold.unit))`,
      [planId],
    );
  }
  if (counts !== undefined) await storeGroups(sql, schema, planId);
  if (from.includes('PLANNING')) await sql.run(`DELETE FROM ${schema}.replay_pinned WHERE plan_id = $1`, [planId]);
  await noteAudit(sql, schema, change.audit);
  return planOfRow(row);
}
