import { type DataSource, In } from 'typeorm';
import {
  type CaseDecision,
  type CaseHistories,
  type CaseHistory,
  type CaseHistoryFilter,
  type CaseSubmission,
  type DeliveryRelease,
} from '../case-history.port.js';
import { type Delivery } from '../deliveries.port.js';
import { LedgerReceiptEntity } from '../entities/ledger-receipt.entity.js';
import { receiptOf } from '../ledger/ledger-of-entity.js';
import { type LedgerReceipt } from '../ledger-entries.port.js';
import { withSql, type Sql } from '../sql/sql.js';
import { DELIVERY_COLUMNS, deliveryOf, type DeliveryRow } from '../taking/delivery-row.js';

const MOST = 1000;

export class CaseHistoriesRepository implements CaseHistories {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async read({ caseKey, afterOffset = -1, limit = 200 }: CaseHistoryFilter): Promise<CaseHistory> {
    const wanted = Math.min(Math.max(1, Math.trunc(limit)), MOST);
    const found = await withSql(this.source, async (sql) => {
      const all = await this.decisions(sql, caseKey, afterOffset, wanted + 1);
      const decisions = all.slice(0, wanted);
      const ids = decisions.flatMap(({ cells }) => cells.flatMap(({ deliveryId }) => deliveryId ?? []));
      const next = all.length > wanted ? (decisions.at(-1)?.logOffset ?? null) : null;
      const deliveries = await this.deliveries(sql, ids);
      const releases = await this.releases(sql, ids);
      const undecided = await this.undecided(sql, caseKey);
      return { decisions, next, ids, deliveries, releases, undecided, ...(await this.stops(sql, caseKey)) };
    });
    const { ids, ...history } = found;
    return { ...history, receipts: await this.receipts(ids) };
  }

  private decisions(sql: Sql, caseKey: string, after: number, limit: number): Promise<readonly CaseDecision[]> {
    return sql.rows<CaseDecision>(
      `SELECT decision_id AS "decisionId", log_partition AS "logPartition", log_offset AS "logOffset", message_id AS "messageId", message,
         sender, outcome, reason, time, rule_set_id AS "ruleSetId",
         (SELECT coalesce(json_agg(json_build_object('recipient', recipient, 'unit', unit, 'refusal', refusal, 'ruleId', rule_id,
            'deliveryId', delivery_id) ORDER BY cell), '[]')
          FROM ${this.schema}.ledger_cell AS cell WHERE cell.decision_id = decision.decision_id) AS cells
       FROM ${this.schema}.ledger_decision AS decision WHERE case_key = $1 AND log_offset > $2 ORDER BY log_partition, log_offset LIMIT $3`,
      [caseKey, after, limit],
    );
  }

  private async deliveries(sql: Sql, ids: readonly string[]): Promise<readonly Delivery[]> {
    const rows = await sql.rows<DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM ${this.schema}.delivery WHERE delivery_id = ANY($1) ORDER BY endpoint, unit, seq`,
      [ids],
    );
    return rows.map(deliveryOf);
  }

  private async releases(sql: Sql, ids: readonly string[]): Promise<readonly DeliveryRelease[]> {
    const rows = await sql.rows<Omit<DeliveryRelease, 'at'> & { readonly at: Date }>(
      `SELECT delivery_id AS "deliveryId", plan_id AS "planId", kind, released_at AS at
       FROM ${this.schema}.delivery_release WHERE delivery_id = ANY($1) ORDER BY released_at, plan_id`,
      [ids],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  private undecided(sql: Sql, caseKey: string): Promise<readonly CaseSubmission[]> {
    return sql.rows<CaseSubmission>(
      `SELECT message_id AS "messageId", party, code, accepted_at AS "acceptedAt", state FROM ${this.schema}.submission AS given
       WHERE case_key = $1
         AND NOT EXISTS (SELECT FROM ${this.schema}.ledger_decision AS decision WHERE decision.message_id = given.message_id)
       ORDER BY accepted_at, message_id LIMIT ${MOST}`,
      [caseKey],
    );
  }

  private async stops(sql: Sql, caseKey: string): Promise<Pick<CaseHistory, 'suspended' | 'stops'>> {
    const [stopped] = await sql.rows<{ suspended: boolean }>(
      `SELECT suspended FROM ${this.schema}.stop_case WHERE case_key = $1`,
      [caseKey],
    );
    const stops = await sql.rows<CaseHistory['stops'][number]>(
      `SELECT message_id AS "messageId", ground FROM ${this.schema}.stop_entry WHERE case_key = $1 ORDER BY begun_at, message_id`,
      [caseKey],
    );
    return { suspended: stopped?.suspended ?? false, stops };
  }

  private async receipts(deliveryIds: readonly string[]): Promise<readonly LedgerReceipt[]> {
    const order = { topicPartition: 'ASC', topicOffset: 'ASC' } as const;
    const where = { deliveryId: In([...deliveryIds]) };
    return (await this.source.getRepository(LedgerReceiptEntity).find({ where, order })).map(receiptOf);
  }
}
