import { type DataSource } from 'typeorm';
import {
  type AuditFilter,
  type NewAuditEntry,
  type OperatorAudit,
  type StoredAuditEntry,
} from '../operator-audit.port.js';
import { withSql, type Sql } from '../sql/sql.js';

const MOST = 1000;
const COLUMNS = `audit_id::text AS "auditId", at, actor, action, plan_id AS "planId", case_key AS "caseKey", details`;

type Row = Omit<StoredAuditEntry, 'at'> & { readonly at: Date };

export class OperatorAuditRepository implements OperatorAudit {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  note(entry: NewAuditEntry): Promise<void> {
    return withSql(this.source, (sql) => noteAudit(sql, this.schema, entry));
  }

  async list(filter: AuditFilter, limit: number, before: string | null): Promise<readonly StoredAuditEntry[]> {
    const values: unknown[] = [];
    const where: string[] = [];
    const add = (condition: (place: string) => string, value: unknown): void => {
      if (value !== undefined && value !== null) where.push(condition(`$${values.push(value)}`));
    };
    add((place) => `actor = ${place}`, filter.actor);
    const { action } = filter;
    if (action?.endsWith('*') === true) add((place) => `starts_with(action, ${place})`, action.slice(0, -1));
    else add((place) => `action = ${place}`, action);
    add((place) => `plan_id = ${place}`, filter.planId);
    add((place) => `case_key = ${place}`, filter.caseKey);
    add((place) => `at >= ${place}::timestamptz`, filter.since);
    add((place) => `at < ${place}::timestamptz`, filter.until);
    add((place) => `audit_id < ${place}::bigint`, before);
    const wanted = Math.min(Math.max(1, Math.trunc(limit)), MOST);
    const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
    return this.rows(`${condition} ORDER BY audit_id DESC LIMIT ${wanted}`, values);
  }

  ofPlan(planId: string): Promise<readonly StoredAuditEntry[]> {
    return this.rows('WHERE plan_id = $1 ORDER BY audit_id', [planId]);
  }

  private async rows(end: string, values: readonly unknown[]): Promise<readonly StoredAuditEntry[]> {
    const rows = await withSql(this.source, (sql) =>
      sql.rows<Row>(`SELECT ${COLUMNS} FROM ${this.schema}.operator_audit ${end}`, values),
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

/** Within the transaction of what it is about. */
export async function noteAudit(sql: Sql, schema: string, entry: NewAuditEntry): Promise<void> {
  const { actor, action, planId, caseKey, details } = entry;
  await sql.run(
    `INSERT INTO ${schema}.operator_audit (at, actor, action, plan_id, case_key, details)
     VALUES (clock_timestamp(), $1, $2, $3, $4, $5::json)`,
    [actor, action, planId, caseKey, JSON.stringify(details)],
  );
}
