import { type DataSource } from 'typeorm';
import { type NewAuditEntry } from '../operator-audit.port.js';
import {
  type ItemListFilter,
  type ItemMark,
  type ItemProgress,
  type ItemsAtWork,
  type NewItem,
  type NewPlan,
  type OrderedDecision,
  type PlanChange,
  type PlanCursor,
  type PlanLease,
  type PlanListFilter,
  type ReplayPlans,
  type StoredItem,
  type StoredPlan,
} from '../replay-plans.port.js';
import { inTransaction, withSql } from '../sql/sql.js';
import { changePlan } from './change-plan.js';
import { collectOutcomes } from './collect-outcomes.js';
import { listItems, listPlans } from './list-plans.js';
import { markItems } from './mark-items.js';
import { newFailuresStatement } from './new-failures-statement.js';
import { noteAudit } from './operator-audit.repository.js';
import { numberItems } from './number-items.js';
import { decisionsOfOrders } from './decisions-of-orders.js';
import { insertItems, ITEM_COLUMNS, itemOfRow, type ItemRow } from './stored-item.js';
import { PLAN_COLUMNS, planOfRow, type PlanRow } from './stored-plan.js';

/** Plans that may have something to do: those being planned or run, and those of which something is under way. */
const WORK = `(state IN ('PLANNING', 'RUNNING') OR (state IN ('STOPPED', 'OUTDATED', 'WITHDRAWN') AND EXISTS (
  SELECT FROM item WHERE item.plan_id = plan.plan_id AND item.outcome IN ('RELEASED', 'ORDERED'))))`;

export class ReplayPlansRepository implements ReplayPlans {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  create(plan: NewPlan, audit: NewAuditEntry): Promise<StoredPlan> {
    const { planId, kind, selection, narrower, ratePerSecond, reason, madeBy } = plan;
    return inTransaction(this.source, async (sql) => {
      const [row] = await sql.rows<PlanRow>(
        `INSERT INTO ${this.schema}.replay_plan (plan_id, kind, selection, narrower, rate_per_second, reason, made_by, made_at, state, lease_until)
         VALUES ($1, $2, $3::json, $4, $5, $6, $7, date_trunc('milliseconds', clock_timestamp()), 'PLANNING', clock_timestamp())
         RETURNING ${PLAN_COLUMNS}`,
        [planId, kind, JSON.stringify(selection), narrower, ratePerSecond, reason, madeBy],
      );
      if (row === undefined) throw new Error('Storing a replay plan: the row just written is gone.');
      await noteAudit(sql, this.schema, audit);
      return planOfRow(row);
    });
  }

  async find(planId: string): Promise<StoredPlan | null> {
    const [row] = await this.rows<PlanRow>(
      `SELECT ${PLAN_COLUMNS} FROM ${this.schema}.replay_plan WHERE plan_id = $1`,
      [planId],
    );
    return row === undefined ? null : planOfRow(row);
  }

  list(filter: PlanListFilter, limit: number, after: PlanCursor | null): Promise<readonly StoredPlan[]> {
    return withSql(this.source, (sql) => listPlans(sql, this.schema, filter, limit, after));
  }

  items(planId: string, filter: ItemListFilter, limit: number, afterNth: number): Promise<readonly StoredItem[]> {
    return withSql(this.source, (sql) => listItems(sql, this.schema, planId, filter, limit, afterNth));
  }

  async progress(planId: string): Promise<ItemProgress> {
    const rows = await this.rows<{ outcome: string | null; count: number; carried: number }>(
      `SELECT outcome, count(*) AS count, count(*) FILTER (WHERE carried_out) AS carried FROM ${this.schema}.replay_item
       WHERE plan_id = $1 AND (carried_out OR outcome IS NOT NULL) GROUP BY outcome`,
      [planId],
    );
    const underWay = rows.filter(({ outcome }) => outcome === 'RELEASED' || outcome === 'ORDERED');
    const sum = (of: typeof rows, by: 'count' | 'carried'): number => of.reduce((total, row) => total + row[by], 0);
    return {
      toSend: sum(rows, 'carried'),
      left: sum(
        rows.filter(({ outcome }) => outcome === null),
        'carried',
      ),
      underWay: sum(underWay, 'count'),
      byOutcome: Object.fromEntries(rows.flatMap((row) => (row.outcome === null ? [] : [[row.outcome, row.count]]))),
    };
  }

  async atWork(planId: string): Promise<ItemsAtWork> {
    // What has not begun is found by the index of what is next; all of it is looked through once, at the end.
    const [row] = await this.rows<ItemsAtWork>(
      `SELECT (SELECT count(*) FROM ${this.schema}.replay_item WHERE plan_id = $1 AND outcome IN ('RELEASED', 'ORDERED')) AS "underWay",
         CASE WHEN EXISTS (
             SELECT FROM ${this.schema}.replay_item WHERE plan_id = $1 AND carried_out AND outcome IS NULL AND role <> 'FOLLOWER')
           THEN true
           ELSE EXISTS (SELECT FROM ${this.schema}.replay_item WHERE plan_id = $1 AND carried_out AND outcome IS NULL) END AS left`,
      [planId],
    );
    return row ?? { underWay: 0, left: false };
  }

  change(planId: string, change: PlanChange, lease: string | null = null): Promise<StoredPlan | null> {
    return inTransaction(this.source, (sql) => changePlan(sql, this.schema, planId, change, lease));
  }

  async claim(lease: string, leaseMs: number): Promise<StoredPlan | null> {
    const [row] = await this.rows<PlanRow>(
      `WITH due AS (
         SELECT plan_id FROM ${this.schema}.replay_plan AS plan
         WHERE lease_until <= clock_timestamp() AND ${WORK.replace('FROM item', `FROM ${this.schema}.replay_item AS item`)}
         ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
       UPDATE ${this.schema}.replay_plan AS plan SET lease = $1, lease_until = clock_timestamp() + $2 * interval '1 millisecond'
       FROM due WHERE plan.plan_id = due.plan_id RETURNING ${columnsOf('plan')}`,
      [lease, leaseMs],
    );
    return row === undefined ? null : planOfRow(row);
  }

  async renew({ planId, lease }: PlanLease, leaseMs: number): Promise<StoredPlan | null> {
    const [row] = await this.rows<PlanRow>(
      `UPDATE ${this.schema}.replay_plan SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE plan_id = $1 AND lease = $2 RETURNING ${PLAN_COLUMNS}`,
      [planId, lease, leaseMs],
    );
    return row === undefined ? null : planOfRow(row);
  }

  async letGo({ planId, lease }: PlanLease): Promise<void> {
    await withSql(this.source, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.replay_plan SET lease = NULL, lease_until = clock_timestamp() WHERE plan_id = $1 AND lease = $2`,
        [planId, lease],
      ),
    );
  }

  clearItems(lease: PlanLease, found: number): Promise<boolean> {
    return inTransaction(this.source, async (sql) => {
      const held = await sql.run(
        `UPDATE ${this.schema}.replay_plan SET found = $3, judged = 0 WHERE plan_id = $1 AND lease = $2 AND state = 'PLANNING'`,
        [lease.planId, lease.lease, found],
      );
      if (held === 0) return false;
      await sql.run(`DELETE FROM ${this.schema}.replay_item WHERE plan_id = $1`, [lease.planId]);
      await sql.run(`DELETE FROM ${this.schema}.replay_group WHERE plan_id = $1`, [lease.planId]);
      return true;
    });
  }

  addItems(lease: PlanLease, items: readonly NewItem[]): Promise<boolean> {
    return inTransaction(this.source, async (sql) => {
      const held = await sql.run(
        `UPDATE ${this.schema}.replay_plan SET judged = judged + $3 WHERE plan_id = $1 AND lease = $2 AND state = 'PLANNING'`,
        [lease.planId, lease.lease, items.length],
      );
      if (held === 0) return false;
      await insertItems(sql, this.schema, lease.planId, items);
      return true;
    });
  }

  async pending(planId: string, limit: number): Promise<readonly StoredItem[]> {
    return this.itemRows(
      `WHERE plan_id = $1 AND carried_out AND outcome IS NULL AND role <> 'FOLLOWER' ORDER BY nth LIMIT $2`,
      [planId, limit],
    );
  }

  async followersOf(planId: string, headIds: readonly string[]): Promise<readonly StoredItem[]> {
    if (headIds.length === 0) return [];
    return this.itemRows(`WHERE plan_id = $1 AND head_id = ANY($2) ORDER BY nth`, [planId, headIds]);
  }

  async ordered(planId: string, limit: number, afterNth: number): Promise<readonly StoredItem[]> {
    return this.itemRows(`WHERE plan_id = $1 AND outcome = 'ORDERED' AND nth > $3 ORDER BY nth LIMIT $2`, [
      planId,
      limit,
      afterNth,
    ]);
  }

  inRun({ planId, lease }: PlanLease, work: () => Promise<readonly ItemMark[]>): Promise<boolean> {
    return inTransaction(this.source, async (sql) => {
      const running = await sql.rows(
        `SELECT 1 FROM ${this.schema}.replay_plan WHERE plan_id = $1 AND lease = $2 AND state = 'RUNNING' FOR SHARE`,
        [planId, lease],
      );
      if (running.length === 0) return false;
      await markItems(sql, this.schema, planId, await work());
      return true;
    });
  }

  mark(planId: string, marks: readonly ItemMark[]): Promise<void> {
    return withSql(this.source, (sql) => markItems(sql, this.schema, planId, marks));
  }

  number(planId: string, nths: readonly number[]): Promise<ReadonlyMap<number, number>> {
    return inTransaction(this.source, (sql) => numberItems(sql, this.schema, planId, nths));
  }

  collect(planId: string): Promise<{ readonly ended: number; readonly deadAgain: number }> {
    return withSql(this.source, (sql) => collectOutcomes(sql, this.schema, planId));
  }

  async countNewFailures(planId: string): Promise<number> {
    const [row] = await this.rows<{ count: number }>(newFailuresStatement(this.schema), [planId]);
    return row?.count ?? 0;
  }

  decisionsOf(planId: string, nths: readonly number[]): Promise<ReadonlyMap<number, OrderedDecision>> {
    return withSql(this.source, (sql) => decisionsOfOrders(sql, this.schema, planId, nths));
  }

  private async itemRows(where: string, values: readonly unknown[]): Promise<readonly StoredItem[]> {
    const rows = await this.rows<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM ${this.schema}.replay_item ${where}`, values);
    return rows.map(itemOfRow);
  }

  private rows<R>(text: string, values: readonly unknown[]): Promise<readonly R[]> {
    return withSql(this.source, (sql) => sql.rows<R>(text, values));
  }
}

function columnsOf(table: string): string {
  return PLAN_COLUMNS.split(',')
    .map((column) => `${table}.${column.trim()}`)
    .join(', ');
}
