import { type DataSource } from 'typeorm';
import {
  type Quarantine,
  type QuarantineCount,
  type QuarantineCursor,
  type QuarantinedRecord,
  type QuarantineFilter,
  type QuarantinePage,
  type UnreadableRecord,
} from '../quarantine.port.js';
import { withSql } from '../sql/sql.js';
import { quarantineConditions } from './quarantine-conditions.js';
import { storeUnreadable } from './store-unreadable.js';

const MOST = 1000;
const AGE = `greatest(0, floor(extract(epoch FROM clock_timestamp() - set_aside_at)))::float8`;

export class QuarantineRepository implements Quarantine {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async note(records: readonly UnreadableRecord[]): Promise<void> {
    await withSql(this.source, (sql) => storeUnreadable(sql, this.schema, records));
  }

  async list(filter: QuarantineFilter, limit: number, after: QuarantineCursor | null): Promise<QuarantinePage> {
    const wanted = Math.min(Math.max(1, Math.trunc(limit)), MOST);
    const { where, values } = quarantineConditions(filter, after);
    const found = await this.rows(where, values, `ORDER BY since, "quarantineId" LIMIT ${wanted + 1}`);
    const records = found.slice(0, wanted);
    const last = found.length > wanted ? records.at(-1) : undefined;
    const next = last === undefined ? null : { since: Date.parse(last.since), quarantineId: last.quarantineId };
    return { records, next };
  }

  async find(quarantineId: string): Promise<QuarantinedRecord | null> {
    const [found] = await this.rows(['"quarantineId" = $1'], [quarantineId]);
    return found ?? null;
  }

  counts(): Promise<readonly QuarantineCount[]> {
    return withSql(this.source, (sql) =>
      sql.rows<QuarantineCount>(
        `SELECT origin, endpoint, reason, count(*) AS count, count(*) FILTER (WHERE plan_id IS NULL) AS open,
           min(${AGE}) FILTER (WHERE plan_id IS NULL) AS "newestOpenAgeSeconds", max(${AGE}) FILTER (WHERE plan_id IS NULL) AS "oldestOpenAgeSeconds"
         FROM ${this.schema}.quarantined_record GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1, 2, 3`,
      ),
    );
  }

  async noteReRead(quarantineIds: readonly string[], planId: string): Promise<void> {
    await withSql(this.source, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.quarantined_record SET plan_id = $2, ordered_at = clock_timestamp()
         WHERE quarantine_id = ANY($1) AND plan_id IS DISTINCT FROM $2`,
        [quarantineIds, planId],
      ),
    );
  }

  private async rows(
    where: readonly string[],
    values: readonly unknown[],
    end = '',
  ): Promise<readonly QuarantinedRecord[]> {
    const rows = await withSql(this.source, (sql) =>
      sql.rows<Row>(
        `WITH records AS (
           SELECT quarantine_id AS "quarantineId", origin, endpoint, record_partition AS "partition", record_offset AS "offset", reason,
             claimed_sender AS "claimedSender", claimed_message AS "claimedMessage", claimed_message_id AS "claimedMessageId", bytes,
             record_hash AS hash, date_trunc('milliseconds', set_aside_at) AS since, ${AGE} AS "ageSeconds", plan_id, ordered_at
           FROM ${this.schema}.quarantined_record)
         SELECT records.*, decision.decision_id, decision.outcome
         FROM (SELECT * FROM records ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ${end}) AS records
           LEFT JOIN LATERAL (
             SELECT decision_id, outcome FROM ${this.schema}.ledger_decision AS held
             WHERE held.message_id = records."claimedMessageId" ORDER BY log_partition, log_offset DESC LIMIT 1) AS decision ON true
         ORDER BY since, "quarantineId"`,
        values,
      ),
    );
    return rows.map(recordOf);
  }
}

interface Row extends Omit<QuarantinedRecord, 'since' | 'reRead' | 'decided'> {
  readonly since: Date;
  readonly plan_id: string | null;
  readonly ordered_at: Date | null;
  readonly decision_id: string | null;
  readonly outcome: string | null;
}

function recordOf({ since, plan_id, ordered_at, decision_id, outcome, ...record }: Row): QuarantinedRecord {
  return {
    ...record,
    since: since.toISOString(),
    reRead: plan_id === null || ordered_at === null ? null : { planId: plan_id, orderedAt: ordered_at.toISOString() },
    decided: decision_id === null || outcome === null ? null : { decisionId: decision_id, outcome },
  };
}
