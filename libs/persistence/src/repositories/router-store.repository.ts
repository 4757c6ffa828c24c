import { type DataSource, In } from 'typeorm';
import { CaseFactsEntity } from '../entities/case-facts.entity.js';
import { PartitionRowEntity } from '../entities/partition-row.entity.js';
import { type PartitionRow, type RouterCommit, type RouterStore, type StoredFacts } from '../router-store.port.js';
import { inTransaction, type Sql } from '../sql/sql.js';

export class RouterStoreRepository implements RouterStore {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async partitionRow(partition: number): Promise<PartitionRow | null> {
    const row = await this.source.getRepository(PartitionRowEntity).findOneBy({ partition });
    if (row === null) return null;
    const { logId, nextOffset, ruleSet, schemaSet, lists, engine, activatedAtOffset } = row;
    const active = ruleSet !== null && schemaSet !== null && lists !== null && engine !== null;
    const since = activatedAtOffset === null ? {} : { since: activatedAtOffset };
    return { partition, logId, nextOffset, inForce: active ? { ruleSet, schemaSet, lists, engine, ...since } : null };
  }

  async createPartitionRow(row: PartitionRow): Promise<PartitionRow> {
    const { partition, logId, nextOffset, inForce } = row;
    const values = {
      partition,
      logId,
      nextOffset,
      ruleSet: inForce?.ruleSet ?? null,
      schemaSet: inForce?.schemaSet ?? null,
      lists: inForce?.lists ?? null,
      engine: inForce?.engine ?? null,
      activatedAtOffset: inForce?.since ?? null,
    };
    await this.source.createQueryBuilder().insert().into(PartitionRowEntity).values(values).orIgnore().execute();
    const stored = await this.partitionRow(partition);
    if (stored === null) throw new Error('Creating the partition row: the row just written is gone.');
    return stored;
  }

  async factsOf(partition: number, caseKeys: readonly string[]): Promise<Map<string, StoredFacts>> {
    if (caseKeys.length === 0) return new Map();
    const rows = await this.source.getRepository(CaseFactsEntity).findBy({ partition, caseKey: In([...caseKeys]) });
    return new Map(rows.map((row) => [row.caseKey, { facts: row.facts, changedAtOffset: row.changedAtOffset }]));
  }

  async factsOfCase(caseKey: string): Promise<StoredFacts | null> {
    const row = await this.source.getRepository(CaseFactsEntity).findOneBy({ caseKey });
    return row === null ? null : { facts: row.facts, changedAtOffset: row.changedAtOffset };
  }

  commit(commit: RouterCommit): Promise<'committed' | 'superseded'> {
    return inTransaction(this.source, async (sql) => {
      // First, because it locks the row: of two instances on one partition the second waits here, and then misses.
      if (!(await this.advance(sql, commit))) return 'superseded';
      await this.storeFacts(sql, commit);
      await this.storeReferences(sql, commit);
      await this.noteStops(sql, commit);
      return 'committed';
    });
  }

  private async advance(
    sql: Sql,
    { partition, logId, expectedNextOffset, nextOffset, inForce }: RouterCommit,
  ): Promise<boolean> {
    const version = (ref: unknown): string | null => (ref === undefined ? null : JSON.stringify(ref));
    const changed = await sql.run(
      `UPDATE ${this.schema}.partition_row
       SET next_offset = $4, rule_set = $5::json, schema_set = $6::json, lists = $7::json, engine = $8, activated_at_offset = $9
       WHERE partition = $1 AND log_id = $2 AND next_offset = $3`,
      [
        partition,
        logId,
        expectedNextOffset,
        nextOffset,
        version(inForce?.ruleSet),
        version(inForce?.schemaSet),
        version(inForce?.lists),
        inForce?.engine ?? null,
        inForce?.since ?? null,
      ],
    );
    return changed === 1;
  }

  private async storeFacts(sql: Sql, { partition, facts }: RouterCommit): Promise<void> {
    if (facts.length === 0) return;
    await sql.run(
      `INSERT INTO ${this.schema}.case_facts (case_key, partition, changed_at_offset, facts)
       SELECT k, $2, o, f::json FROM unnest($1::text[], $3::bigint[], $4::text[]) AS changed (k, o, f)
       ON CONFLICT (case_key) DO UPDATE SET changed_at_offset = excluded.changed_at_offset, facts = excluded.facts`,
      [
        facts.map((f) => f.caseKey),
        partition,
        facts.map((f) => f.changedAtOffset),
        facts.map((f) => JSON.stringify(f.facts)),
      ],
    );
  }

  private async storeReferences(sql: Sql, { references }: RouterCommit): Promise<void> {
    if (references.length === 0) return;
    // A reference follows from case and unit, so one that is there already is the same.
    await sql.run(
      `INSERT INTO ${this.schema}.mission_reference (unit, reference, case_key, v_number_encrypted)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
      [
        references.map((r) => r.unit),
        references.map((r) => r.reference),
        references.map((r) => r.caseKey),
        references.map((r) => r.vNumberEncrypted),
      ],
    );
  }

  // An entry may only end in the transaction that shows the stop itself, or a removal attempt could see neither.
  private async noteStops(sql: Sql, { facts, taken }: RouterCommit): Promise<void> {
    if (facts.length > 0) await this.noteSuspensions(sql, facts);
    if (taken.length > 0) await sql.run(`DELETE FROM ${this.schema}.stop_entry WHERE message_id = ANY($1)`, [taken]);
  }

  // The register row before the entries, in the order in which a stop takes them.
  private async noteSuspensions(sql: Sql, facts: RouterCommit['facts']): Promise<void> {
    const isSuspended = facts.map((f) => Object.values(f.facts.stops).some((stop) => stop.open));
    await sql.run(
      `INSERT INTO ${this.schema}.stop_case AS known (case_key, suspended)
       SELECT k, s FROM unnest($1::text[], $2::boolean[]) AS folded (k, s)
       WHERE s OR EXISTS (SELECT FROM ${this.schema}.stop_case WHERE case_key = k)
       ORDER BY k
       ON CONFLICT (case_key) DO UPDATE SET suspended = excluded.suspended WHERE known.suspended <> excluded.suspended`,
      [facts.map((f) => f.caseKey), isSuspended],
    );
  }
}
