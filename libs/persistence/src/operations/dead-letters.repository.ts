import { type DataSource } from 'typeorm';
import {
  type DeadLetter,
  type DeadLetterCursor,
  type DeadLetterFilter,
  type DeadLetterGroup,
  type DeadLetterPage,
  type DeadLetters,
} from '../dead-letters.port.js';
import { withSql } from '../sql/sql.js';
import { deadLetterConditions } from './dead-letter-conditions.js';

const MOST = 1000;
const SIGNS = `endpoint, nullif(unit, '') AS unit, code, "errorClass", reason, "schemaId"`;
const AGE = `greatest(0, floor(extract(epoch FROM clock_timestamp() - dead_since)))::float8`;

export class DeadLettersRepository implements DeadLetters {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async list(filter: DeadLetterFilter, limit: number, after: DeadLetterCursor | null): Promise<DeadLetterPage> {
    const wanted = Math.min(Math.max(1, Math.trunc(limit)), MOST);
    const { where, values } = deadLetterConditions(filter, after);
    const order = `ORDER BY dead_since, delivery_id LIMIT ${wanted + 1}`;
    const rows = await this.rows<Row>(LETTER, where, values, order);
    const letters = rows.slice(0, wanted).map(letterOf);
    const last = rows.length > wanted ? letters.at(-1) : undefined;
    const next = last === undefined ? null : { deadSince: Date.parse(last.deadSince), deliveryId: last.deliveryId };
    return { letters, next };
  }

  groups(filter: DeadLetterFilter): Promise<readonly DeadLetterGroup[]> {
    const { where, values } = deadLetterConditions(filter, null);
    return this.rows<DeadLetterGroup>(
      `${SIGNS}, count(*) AS count, max(${AGE}) AS "oldestAgeSeconds", min(${AGE}) AS "newestAgeSeconds"`,
      where,
      values,
      `GROUP BY endpoint, unit, code, "errorClass", reason, "schemaId" ORDER BY count(*) DESC, max(${AGE}) DESC, endpoint, unit, code`,
    );
  }

  async find(deliveryId: string): Promise<DeadLetter | null> {
    const [row] = await this.rows<Row>(LETTER, ['delivery_id = $1'], [deliveryId]);
    return row === undefined ? null : letterOf(row);
  }

  /** `letters` = the dead ones with what the ledger knows of them; the newest receipt that says DEAD gives the reason. */
  private rows<R>(
    columns: string,
    where: readonly string[],
    values: readonly unknown[],
    end = '',
  ): Promise<readonly R[]> {
    return withSql(this.source, (sql) =>
      sql.rows<R>(
        `WITH letters AS (
           SELECT delivery.*, coalesce(last_error_class, 'hub') AS "errorClass", ended.reason, cell.recipient_schema_id AS "schemaId",
             decision.rule_set_id, date_trunc('milliseconds', changed_at) AS dead_since
           FROM ${this.schema}.delivery
             LEFT JOIN ${this.schema}.ledger_decision AS decision USING (decision_id)
             LEFT JOIN ${this.schema}.ledger_cell AS cell ON cell.decision_id = delivery.decision_id AND cell.delivery_id = delivery.delivery_id
             LEFT JOIN LATERAL (
               SELECT receipt.reason FROM ${this.schema}.ledger_receipt AS receipt
               WHERE receipt.delivery_id = delivery.delivery_id AND receipt.outcome = 'DEAD' ORDER BY receipt.topic_offset DESC LIMIT 1) AS ended
               ON true
           WHERE state = 'DEAD')
         SELECT ${columns} FROM letters ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ${end}`,
        values,
      ),
    );
  }
}

interface Row extends Omit<DeadLetter, 'deadSince'> {
  readonly deadSince: Date;
}

const LETTER = `${SIGNS}, delivery_id AS "deliveryId", message_id AS "messageId", decision_id AS "decisionId", case_key AS "caseKey",
  generation, attempts, deaths, blocks, resolution, plan_id AS "planId", dead_since AS "deadSince", ${AGE} AS "ageSeconds", rule_set_id AS "ruleSetId"`;

function letterOf(row: Row): DeadLetter {
  return { ...row, deadSince: row.deadSince.toISOString() };
}
