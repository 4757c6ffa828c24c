import { type DecisionEntry } from '../ledger-entries.port.js';
import { type Sql } from '../sql/sql.js';
import { listedAt } from './listed-at.js';
import { textArray } from './text-array.js';

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Inserts decisions that are known to be new, with their cells. Answers with the moment under which the last one is listed. */
export async function storeDecisions(
  sql: Sql,
  schema: string,
  entries: readonly DecisionEntry[],
  lastTime: string | null,
): Promise<string | null> {
  let last = lastTime;
  const listed = entries.map((entry) => (last = listedAt(entry.time, last)) ?? EARLIEST);
  await insertDecisions(sql, schema, entries, listed);
  await insertCells(sql, schema, entries);
  await tellSenders(sql, schema, entries);
  return last;
}

/** For what lies before any accepted time of its partition. */
const EARLIEST = '1970-01-01T00:00:00.000Z';

async function insertDecisions(
  sql: Sql,
  schema: string,
  entries: readonly DecisionEntry[],
  listed: readonly string[],
): Promise<void> {
  await sql.run(
    `INSERT INTO ${schema}.ledger_decision
       (decision_id, log_partition, log_offset, topic_offset, generation, case_key, message_id, message, sender, outcome, reason,
        original_offset, time, listed_at, engine, rule_set_id, rule_set_hash, schema_set, lists, value_hash, warnings, facts, record, record_hash)
     SELECT id, p, o, t, g, k, m, c, s, oc, r, oo, tm, at, e, ri, rh, sc::json, li::json, vh, w::text[], f::json, b, h
     FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::text[], $12::bigint[], $13::text[], $14::timestamptz[], $15::int[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
       $21::text[], $22::text[], $23::bytea[], $24::text[])
       AS d (id, p, o, t, g, k, m, c, s, oc, r, oo, tm, at, e, ri, rh, sc, li, vh, w, f, b, h)`,
    [
      entries.map((entry) => entry.decisionId),
      entries.map((entry) => entry.logPartition),
      entries.map((entry) => entry.logOffset),
      entries.map((entry) => entry.topicOffset),
      entries.map((entry) => entry.generation),
      entries.map((entry) => entry.caseKey),
      entries.map((entry) => entry.messageId),
      entries.map((entry) => entry.message),
      entries.map((entry) => entry.sender),
      entries.map((entry) => entry.outcome),
      entries.map((entry) => entry.reason),
      entries.map((entry) => entry.originalOffset),
      entries.map((entry) => entry.time),
      listed,
      entries.map((entry) => entry.engine),
      entries.map((entry) => entry.ruleSet?.id ?? null),
      entries.map((entry) => entry.ruleSet?.hash ?? null),
      entries.map((entry) => json(entry.schemaSet)),
      entries.map((entry) => json(entry.lists)),
      entries.map((entry) => entry.valueHash),
      entries.map((entry) => textArray(entry.warnings)),
      entries.map((entry) => json(entry.facts)),
      entries.map((entry) => entry.record),
      entries.map((entry) => entry.recordHash),
    ],
  );
}

async function insertCells(sql: Sql, schema: string, entries: readonly DecisionEntry[]): Promise<void> {
  const cells = entries.flatMap(({ decisionId, cells: all }) =>
    all.map((cell, number) => ({ ...cell, decisionId, number })),
  );
  if (cells.length === 0) return;
  await sql.run(
    `INSERT INTO ${schema}.ledger_cell
       (decision_id, cell, recipient, unit, refusal, rule_id, delivery_id, recipient_schema_id, removed, masked, read)
     SELECT id, n, rc, u, rf, ru, di, si, rm::text[], ma::text[], rd::json
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[],
       $11::text[]) AS c (id, n, rc, u, rf, ru, di, si, rm, ma, rd)`,
    [
      cells.map((cell) => cell.decisionId),
      cells.map((cell) => cell.number),
      cells.map((cell) => cell.recipient),
      cells.map((cell) => cell.unit),
      cells.map((cell) => cell.refusal),
      cells.map((cell) => cell.ruleId),
      cells.map((cell) => cell.deliveryId),
      cells.map((cell) => cell.recipientSchemaId),
      cells.map((cell) => textArray(cell.removed)),
      cells.map((cell) => textArray(cell.masked)),
      cells.map((cell) => JSON.stringify(cell.read)),
    ],
  );
}

// The first answer stays: a record with a used id must not overwrite what became of the message that had it first.
async function tellSenders(sql: Sql, schema: string, entries: readonly DecisionEntry[]): Promise<void> {
  const told = entries.filter(({ told: text, messageId }) => text !== null && messageId !== null);
  if (told.length === 0) return;
  await sql.run(
    `UPDATE ${schema}.submission AS known SET outcome = told.text::json
     FROM unnest($1::text[], $2::text[]) AS told (id, text)
     WHERE known.message_id = told.id AND known.outcome IS NULL`,
    [told.map((entry) => entry.messageId), told.map((entry) => JSON.stringify(entry.told))],
  );
}
