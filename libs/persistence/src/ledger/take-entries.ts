import { type DataSource } from 'typeorm';
import { type LedgerBatch, type LedgerStream, type LedgerTaken } from '../ledger.port.js';
import { inTransaction, type Sql } from '../sql/sql.js';
import { planEntries } from './plan-entries.js';

interface Entry {
  readonly topicOffset: number;
  readonly recordHash: string;
}

/** What differs between the two streams. */
export interface EntryTable<E extends Entry> {
  readonly stream: LedgerStream;
  readonly table: string;
  readonly idColumn: string;
  idOf(entry: E): string;
  /** Inserts entries that are new; answers with the time of the last one, null when that is not known. */
  store(sql: Sql, entries: readonly E[], lastTime: string | null): Promise<string | null>;
}

/**
 * Entries and position in one SQL transaction. The position's row is locked first: of two instances on one partition the second waits here,
 * finds another offset than it expected, and writes nothing.
 */
export function takeEntries<E extends Entry>(
  source: DataSource,
  schema: string,
  table: EntryTable<E>,
  batch: LedgerBatch<E>,
): Promise<LedgerTaken> {
  return inTransaction(source, async (sql) => {
    const { partition, logId, expectedNextOffset, nextOffset, entries } = batch;
    const [position] = await sql.rows<{ next_offset: number; log_id: string; last_time: Date | null }>(
      `SELECT next_offset, log_id, last_time FROM ${schema}.ledger_position WHERE stream = $1 AND partition = $2 FOR UPDATE`,
      [table.stream, partition],
    );
    if (position?.next_offset !== expectedNextOffset || position.log_id !== logId) return { kind: 'superseded' };
    const ids = entries.map((entry) => table.idOf(entry));
    const known = await sql.rows<{ id: string; hash: string }>(
      `SELECT ${table.idColumn} AS id, record_hash AS hash FROM ${schema}.${table.table} WHERE ${table.idColumn} = ANY($1)`,
      [ids],
    );
    const planned = planEntries(entries, new Map(known.map(({ id, hash }) => [id, hash])), (entry) =>
      table.idOf(entry),
    );
    const { fresh, repeated, differing } = planned;
    const before = position.last_time?.toISOString() ?? null;
    const last = fresh.length === 0 ? before : await table.store(sql, fresh, before);
    await sql.run(
      `UPDATE ${schema}.ledger_position SET next_offset = $3, last_time = $4, taken_at = clock_timestamp()
       WHERE stream = $1 AND partition = $2`,
      [table.stream, partition, differing?.topicOffset ?? nextOffset, last],
    );
    if (differing !== null) {
      return { kind: 'differs', id: table.idOf(differing), topicOffset: differing.topicOffset };
    }
    return { kind: 'taken', fresh: fresh.length, repeated };
  });
}
