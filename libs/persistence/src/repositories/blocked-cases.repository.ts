import { type DataSource } from 'typeorm';
import {
  type BlockedCase,
  type BlockedCaseCursor,
  type BlockedCaseFilter,
  type BlockedCasePage,
  type BlockedCases,
} from '../blocked-cases.port.js';
import { replacementsOf } from '../blocking/replacements.js';
import { type Delivery, type Recipient } from '../deliveries.port.js';
import { withSql } from '../sql/sql.js';
import { DELIVERY_COLUMNS, deliveryOf, type DeliveryRow } from '../taking/delivery-row.js';

const MOST = 1000;

interface Row extends Omit<BlockedCase, 'unit' | 'blockedSince' | 'changedAt'> {
  readonly unit: string;
  readonly blockedSince: Date;
  readonly changedAt: Date;
}

export class BlockedCasesRepository implements BlockedCases {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async list(filter: BlockedCaseFilter, limit: number, after: BlockedCaseCursor | null): Promise<BlockedCasePage> {
    const wanted = Math.min(Math.max(1, Math.trunc(limit)), MOST);
    const values: unknown[] = [];
    const where = ['true'];
    const value = (one: unknown): string => `$${values.push(one)}`;
    if (filter.endpoint !== undefined) where.push(`known.endpoint = ${value(filter.endpoint)}`);
    if (filter.unit !== undefined) where.push(`known.unit = ${value(filter.unit)}`);
    if (filter.caseKey !== undefined) where.push(`known.case_key = ${value(filter.caseKey)}`);
    if (filter.state !== undefined) where.push(`known.state = ${value(filter.state)}`);
    if (after !== null) {
      const key = [after.endpoint, after.unit ?? '', after.caseKey].map(value).join(', ');
      const since = `${value(new Date(after.blockedSince).toISOString())}::timestamptz`;
      where.push(`(${SINCE}, known.endpoint, known.unit, known.case_key) > (${since}, ${key})`);
    }
    const order = `ORDER BY ${SINCE}, known.endpoint, known.unit, known.case_key LIMIT ${wanted + 1}`;
    const found = await this.read(`${where.join(' AND ')} ${order}`, values);
    const cases = found.slice(0, wanted);
    const last = found.length > wanted ? cases.at(-1) : undefined;
    return { cases, next: last === undefined ? null : cursorOf(last) };
  }

  async find({ endpoint, unit }: Recipient, caseKey: string): Promise<BlockedCase | null> {
    const where = 'known.endpoint = $1 AND known.unit = $2 AND known.case_key = $3';
    const [found] = await this.read(where, [endpoint, unit ?? '', caseKey]);
    return found ?? null;
  }

  followers(heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    return this.behind(
      `${this.schema}.delivery AS head
       JOIN ${this.schema}.delivery AS row ON (row.endpoint, row.unit, row.case_key) = (head.endpoint, head.unit, head.case_key)
         AND row.state = 'PARKED' AND row.lane = 'CASE' AND (row.place, row.seq) > (head.place, head.seq)
       WHERE head.lane = 'CASE'`,
      heads,
    );
  }

  replacements(heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    return this.behind(replacementsOf(this.schema), heads);
  }

  private async behind(from: string, heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    if (heads.length === 0) return new Map();
    const columns = DELIVERY_COLUMNS.split(',').map((column) => `row.${column.trim()}`);
    const rows = await withSql(this.source, (sql) =>
      sql.rows<DeliveryRow & { readonly head_id: string }>(
        `SELECT head.delivery_id AS head_id, ${columns.join(', ')} FROM ${from} AND head.delivery_id = ANY($1) ORDER BY row.place, row.seq`,
        [heads],
      ),
    );
    const found = new Map<string, Delivery[]>();
    for (const row of rows) {
      const known = found.get(row.head_id);
      if (known === undefined) found.set(row.head_id, [deliveryOf(row)]);
      else known.push(deliveryOf(row));
    }
    return found;
  }

  private async read(where: string, values: readonly unknown[]): Promise<readonly BlockedCase[]> {
    const rows = await withSql(this.source, (sql) =>
      sql.rows<Row>(
        `SELECT known.endpoint, known.unit, known.case_key AS "caseKey", known.state, known.head_id AS "headId",
           head.message_id AS "messageId", head.code, coalesce(head.last_error_class, 'hub') AS "errorClass", ended.reason,
           known.blocked_since AS "blockedSince", known.changed_at AS "changedAt",
           (SELECT count(*) FROM ${this.schema}.delivery AS row WHERE row.state = 'PARKED'
              AND (row.endpoint, row.unit, row.case_key) = (known.endpoint, known.unit, known.case_key)) AS parked
         FROM ${this.schema}.blocked_case AS known
           JOIN ${this.schema}.delivery AS head ON head.delivery_id = known.head_id
           LEFT JOIN LATERAL (
             SELECT receipt.reason FROM ${this.schema}.ledger_receipt AS receipt
             WHERE receipt.delivery_id = known.head_id AND receipt.outcome = 'DEAD' ORDER BY receipt.topic_offset DESC LIMIT 1) AS ended ON true
         WHERE ${where}`,
        values,
      ),
    );
    return rows.map((row) => ({
      ...row,
      unit: row.unit === '' ? null : row.unit,
      blockedSince: row.blockedSince.toISOString(),
      changedAt: row.changedAt.toISOString(),
    }));
  }
}

// As the cursor holds it.
const SINCE = `date_trunc('milliseconds', known.blocked_since)`;

function cursorOf({ endpoint, unit, caseKey, blockedSince }: BlockedCase): BlockedCaseCursor {
  return { endpoint, unit, caseKey, blockedSince: Date.parse(blockedSince) };
}
