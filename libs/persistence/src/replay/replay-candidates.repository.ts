import { type DataSource } from 'typeorm';
import {
  type BackFillCell,
  type BackFillFilter,
  type CandidateFilter,
  type ReplayCandidate,
  type ReplayCandidates,
} from '../replay-candidates.port.js';
import { inTransaction, withSql } from '../sql/sql.js';
import { backFillStatement, candidateOfRow, deliveryStatement, type CandidateRow } from './candidate-statement.js';
import { candidateConditions } from './candidate-conditions.js';

export class ReplayCandidatesRepository implements ReplayCandidates {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  select(filter: CandidateFilter, most: number): Promise<readonly string[]> {
    const { where, values } = candidateConditions(filter);
    return inTransaction(this.source, async (sql) => {
      // A plan of many thousands, once; beyond the time that an ordinary statement may take.
      await sql.run(`SET LOCAL statement_timeout = '2min'`);
      const rows = await sql.rows<{ id: string }>(
        `SELECT delivery_id AS id FROM (
           SELECT delivery.*, coalesce(last_error_class, 'hub') AS error_class, ended.reason, cell.recipient_schema_id AS schema_id
           FROM ${this.schema}.delivery
             LEFT JOIN ${this.schema}.ledger_cell AS cell ON cell.decision_id = delivery.decision_id AND cell.delivery_id = delivery.delivery_id
             LEFT JOIN LATERAL (
               SELECT receipt.reason FROM ${this.schema}.ledger_receipt AS receipt
               WHERE receipt.delivery_id = delivery.delivery_id AND receipt.outcome = delivery.state ORDER BY receipt.topic_offset DESC LIMIT 1)
               AS ended ON true) AS found
         WHERE ${where.join(' AND ')} ORDER BY log_partition, log_offset, endpoint, unit, seq LIMIT ${most + 1}`,
        values,
      );
      return rows.map(({ id }) => id);
    });
  }

  selectBackFill(filter: BackFillFilter, most: number): Promise<readonly BackFillCell[]> {
    const { endpoint, unit, code, caseKey, since, until } = filter;
    return inTransaction(this.source, async (sql) => {
      await sql.run(`SET LOCAL statement_timeout = '2min'`);
      return sql.rows<BackFillCell>(
        `SELECT decision_id AS "decisionId", cell.cell FROM ${this.schema}.ledger_decision AS decision
           JOIN ${this.schema}.ledger_cell AS cell USING (decision_id)
         WHERE decision.outcome = 'DECIDED' AND decision.generation = 0 AND decision.message_id IS NOT NULL
           AND decision.listed_at >= $1::timestamptz AND decision.listed_at < $2::timestamptz
           AND cell.recipient = $3 AND ($4::text IS NULL OR cell.unit = $4)
           AND ($5::text IS NULL OR decision.message = $5) AND ($6::text IS NULL OR decision.case_key = $6)
         ORDER BY decision.log_partition, decision.log_offset, cell.cell LIMIT ${most + 1}`,
        [since, until, endpoint, unit ?? null, code ?? null, caseKey ?? null],
      );
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
}
