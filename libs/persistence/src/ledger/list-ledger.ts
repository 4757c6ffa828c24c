import { type DataSource } from 'typeorm';
import { type LedgerFilter, type LedgerLine, type LedgerPage } from '../ledger-listing.port.js';
import { withSql } from '../sql/sql.js';

const MOST = 1000;

interface Row {
  readonly decision_id: string;
  readonly log_partition: number;
  readonly log_offset: number;
  readonly listed_at: Date;
  readonly time: string | null;
  readonly case_key: string | null;
  readonly message_id: string | null;
  readonly message: string | null;
  readonly sender: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly rule_set_id: string | null;
  readonly cell: number | null;
  readonly recipient: string;
  readonly unit: string | null;
  readonly refusal: string | null;
  readonly rule_id: string | null;
  readonly delivery_id: string | null;
  readonly recipient_schema_id: number | null;
  readonly removed: string[];
  readonly masked: string[];
  readonly read: { name: string; value: boolean }[];
  readonly receipt: string | null;
}

/** Newest decisions first, the cells of one in their own order. Pages go on by place, so that what is added meanwhile shifts nothing. */
export async function listLedger(source: DataSource, schema: string, filter: LedgerFilter): Promise<LedgerPage> {
  const limit = Math.min(Math.max(1, Math.trunc(filter.limit ?? 50)), MOST);
  const { where, values } = conditions(filter);
  const rows = await withSql(source, (sql) =>
    sql.rows<Row>(
      `SELECT d.decision_id, d.log_partition, d.log_offset, d.listed_at, d.time, d.case_key, d.message_id, d.message, d.sender, d.outcome,
         d.reason, d.rule_set_id, c.cell, c.recipient, c.unit, c.refusal, c.rule_id, c.delivery_id, c.recipient_schema_id, c.removed,
         c.masked, c.read,
         (SELECT r.outcome FROM ${schema}.ledger_receipt r WHERE r.delivery_id = c.delivery_id ORDER BY r.topic_offset DESC LIMIT 1) AS receipt
       FROM ${schema}.ledger_decision d LEFT JOIN ${schema}.ledger_cell c USING (decision_id)
       ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
       ORDER BY d.listed_at DESC, d.log_partition DESC, d.log_offset DESC, coalesce(c.cell, -1)
       LIMIT ${limit + 1}`,
      values,
    ),
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next =
    last === undefined
      ? null
      : {
          at: last.listed_at.toISOString(),
          partition: last.log_partition,
          offset: last.log_offset,
          cell: last.cell ?? -1,
        };
  return { lines: rows.slice(0, limit).map(lineOf), next };
}

function conditions(filter: LedgerFilter): { where: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const where: string[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const equal = (column: string, wanted: string | undefined): void => {
    if (wanted !== undefined) where.push(`${column} = ${value(wanted)}`);
  };
  equal('d.decision_id', filter.decisionId);
  equal('d.message_id', filter.messageId);
  equal('d.case_key', filter.caseKey);
  equal('d.message', filter.message);
  equal('d.sender', filter.sender);
  equal('d.outcome', filter.outcome);
  equal('c.recipient', filter.recipient);
  equal('c.unit', filter.unit);
  equal('c.rule_id', filter.rule);
  if (filter.refusal !== undefined) where.push(refusalIs(filter.refusal, value));
  if (filter.since !== undefined) where.push(`d.listed_at >= ${value(filter.since)}::timestamptz`);
  if (filter.until !== undefined) where.push(`d.listed_at < ${value(filter.until)}::timestamptz`);
  if (filter.after !== undefined) {
    const { at, partition, offset, cell } = filter.after;
    const place = `(${value(at)}::timestamptz, ${value(partition)}::int, ${value(offset)}::bigint)`;
    const here = '(d.listed_at, d.log_partition, d.log_offset)';
    where.push(`(${here} < ${place} OR (${here} = ${place} AND coalesce(c.cell, -1) > ${value(cell)}::int))`);
  }
  return { where, values };
}

function refusalIs(refusal: string, value: (one: unknown) => string): string {
  if (refusal === 'DELIVERED') return '(c.decision_id IS NOT NULL AND c.refusal IS NULL)';
  if (refusal.endsWith('*')) return `starts_with(c.refusal, ${value(refusal.slice(0, -1))})`;
  return `c.refusal = ${value(refusal)}`;
}

function lineOf(row: Row): LedgerLine {
  const { recipient, unit, refusal, removed, masked, read } = row;
  const cell = {
    recipient,
    unit,
    refusal,
    ruleId: row.rule_id,
    deliveryId: row.delivery_id,
    recipientSchemaId: row.recipient_schema_id,
    removed,
    masked,
    read,
  };
  return {
    decisionId: row.decision_id,
    logPartition: row.log_partition,
    logOffset: row.log_offset,
    time: row.time,
    caseKey: row.case_key,
    messageId: row.message_id,
    message: row.message,
    sender: row.sender,
    outcome: row.outcome,
    reason: row.reason,
    ruleSetId: row.rule_set_id,
    cell: row.cell === null ? null : cell,
    receipt: row.receipt,
  };
}
