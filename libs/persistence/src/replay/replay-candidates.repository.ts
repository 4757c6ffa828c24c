import { type DataSource } from 'typeorm';
import {
  type BackFillCell,
  type BackFillFilter,
  type CandidateFilter,
  type PinnedItem,
  type ReplayCandidate,
  type ReplayCandidates,
} from '../replay-candidates.port.js';
import { type PlanLease } from '../replay-plans.port.js';
import { inTransaction, withSql } from '../sql/sql.js';
import { backFillStatement, candidateOfRow, deliveryStatement, type CandidateRow } from './candidate-statement.js';
import { candidateConditions } from './candidate-conditions.js';

export class ReplayCandidatesRepository implements ReplayCandidates {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  pin(lease: PlanLease, filter: CandidateFilter, most: number): Promise<number | null> {
    const { where, values } = candidateConditions(filter);
    const select = `SELECT delivery_id, NULL::text, NULL::integer, row_number() OVER (ORDER BY log_partition, log_offset, endpoint, unit, seq)
      FROM (
        SELECT delivery.*, coalesce(last_error_class, 'hub') AS error_class, ended.reason, cell.recipient_schema_id AS schema_id
        FROM ${this.schema}.delivery
          LEFT JOIN ${this.schema}.ledger_cell AS cell ON cell.decision_id = delivery.decision_id AND cell.delivery_id = delivery.delivery_id
          LEFT JOIN LATERAL (
            SELECT receipt.reason FROM ${this.schema}.ledger_receipt AS receipt
            WHERE receipt.delivery_id = delivery.delivery_id AND receipt.outcome = delivery.state ORDER BY receipt.topic_offset DESC LIMIT 1)
            AS ended ON true) AS found
      WHERE ${where.join(' AND ')}`;
    return this.pinSelected(lease, { select, values }, most);
  }

  pinBackFill(lease: PlanLease, filter: BackFillFilter, most: number): Promise<number | null> {
    const { endpoint, unit, code, caseKey, since, until } = filter;
    const select = `SELECT NULL::text, decision_id, cell.cell,
        row_number() OVER (ORDER BY decision.log_partition, decision.log_offset, cell.cell)
      FROM ${this.schema}.ledger_decision AS decision JOIN ${this.schema}.ledger_cell AS cell USING (decision_id)
      WHERE decision.outcome = 'DECIDED' AND decision.generation = 0 AND decision.message_id IS NOT NULL
        AND decision.listed_at >= $1::timestamptz AND decision.listed_at < $2::timestamptz
        AND cell.recipient = $3 AND ($4::text IS NULL OR cell.unit = $4)
        AND ($5::text IS NULL OR decision.message = $5) AND ($6::text IS NULL OR decision.case_key = $6)`;
    const values = [since, until, endpoint, unit ?? null, code ?? null, caseKey ?? null];
    return this.pinSelected(lease, { select, values }, most);
  }

  async pinned(planId: string, afterNth: number, limit: number): Promise<readonly PinnedItem[]> {
    const rows = await withSql(this.source, (sql) =>
      sql.rows<{ nth: number; deliveryId: string | null; decisionId: string | null; cell: number | null }>(
        `SELECT nth, delivery_id AS "deliveryId", decision_id AS "decisionId", cell FROM ${this.schema}.replay_pinned
         WHERE plan_id = $1 AND nth > $2 ORDER BY nth LIMIT $3`,
        [planId, afterNth, limit],
      ),
    );
    return rows.map(({ nth, deliveryId, decisionId, cell }) => {
      return { nth, deliveryId, cell: decisionId === null || cell === null ? null : { decisionId, cell } };
    });
  }

  async look(deliveryIds: readonly string[], planId: string): Promise<readonly ReplayCandidate[]> {
    if (deliveryIds.length === 0) return [];
    const rows = await withSql(this.source, (sql) =>
      sql.rows<CandidateRow>(deliveryStatement(this.schema), [[...deliveryIds], planId]),
    );
    return rows.map(candidateOfRow);
  }

  async lookBackFill(cells: readonly BackFillCell[], planId: string): Promise<readonly ReplayCandidate[]> {
    if (cells.length === 0) return [];
    const rows = await withSql(this.source, (sql) =>
      sql.rows<CandidateRow>(backFillStatement(this.schema), [
        cells.map(({ decisionId }) => decisionId),
        cells.map(({ cell }) => cell),
        planId,
      ]),
    );
    return rows.map(candidateOfRow);
  }

  private pinSelected(
    { planId, lease }: PlanLease,
    { select, values }: { readonly select: string; readonly values: readonly unknown[] },
    most: number,
  ): Promise<number | null> {
    return inTransaction(this.source, async (sql) => {
      // A plan of many thousands, once; beyond the time that an ordinary statement may take.
      await sql.run(`SET LOCAL statement_timeout = '2min'`);
      const held = await sql.rows(
        `SELECT 1 FROM ${this.schema}.replay_plan WHERE plan_id = $1 AND lease = $2 AND state = 'PLANNING' FOR UPDATE`,
        [planId, lease],
      );
      if (held.length === 0) return null;
      await sql.run(`DELETE FROM ${this.schema}.replay_pinned WHERE plan_id = $1`, [planId]);
      const count = await sql.run(
        `INSERT INTO ${this.schema}.replay_pinned (delivery_id, decision_id, cell, nth, plan_id)
         SELECT *, $${values.length + 1} FROM (${select} ORDER BY 4 LIMIT ${most + 1}) AS selected`,
        [...values, planId],
      );
      if (count > most) await sql.run(`DELETE FROM ${this.schema}.replay_pinned WHERE plan_id = $1`, [planId]);
      return count;
    });
  }
}
