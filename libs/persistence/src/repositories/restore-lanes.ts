import { type DataSource } from 'typeorm';
import { lockCases, openDrained } from '../blocking/arrange-cases.js';
import { type CaseRow } from '../blocking/case-keys.js';
import { type Recipient } from '../deliveries.port.js';
import { inTransaction, type Sql, withSql } from '../sql/sql.js';

/** Lanes for open deliveries that have none, who fetches, and cases that have drained while nobody looked. Answers with the units that have lanes. */
export async function restoreLanes(
  source: DataSource,
  schema: string,
  endpoint: string,
  hasLane: (recipient: Recipient) => boolean,
): Promise<readonly string[]> {
  const wanted = await withSql(source, async (sql) => {
    const units = await sql.rows<{ unit: string }>(
      `SELECT unit FROM ${schema}.delivery_counter WHERE endpoint = $1 AND case_key = ''`,
      [endpoint],
    );
    const laned = units.map(({ unit }) => unit).filter((unit) => hasLane(recipientOf(endpoint, unit)));
    await noteUnits(
      sql,
      schema,
      endpoint,
      units.map(({ unit }) => unit),
      laned,
    );
    await sql.run(
      `INSERT INTO ${schema}.delivery_lane (endpoint, unit, case_key, lane, next_attempt_at, version)
       SELECT DISTINCT endpoint, unit, case_key, lane, clock_timestamp(), 1 FROM ${schema}.delivery
       WHERE open AND endpoint = $1 AND unit = ANY($2) ORDER BY 1, 2, 3, 4 ON CONFLICT DO NOTHING`,
      [endpoint, laned],
    );
    return laned;
  });
  await openUnseen(source, schema, endpoint);
  return wanted;
}

async function noteUnits(
  sql: Sql,
  schema: string,
  endpoint: string,
  units: readonly string[],
  laned: readonly string[],
): Promise<void> {
  await sql.run(
    `INSERT INTO ${schema}.recipient_unit AS known (endpoint, unit, fetches)
     SELECT $1, unit, fetches FROM unnest($2::text[], $3::boolean[]) AS noted (unit, fetches) ORDER BY unit
     ON CONFLICT (endpoint, unit) DO UPDATE SET fetches = excluded.fetches WHERE known.fetches <> excluded.fetches`,
    [endpoint, units, units.map((unit) => !laned.includes(unit))],
  );
}

/** The process died between the last delivery of a case and opening it. */
async function openUnseen(source: DataSource, schema: string, endpoint: string): Promise<void> {
  await inTransaction(source, async (sql) => {
    const drained = await sql.rows<CaseRow>(
      `SELECT endpoint, unit, case_key FROM ${schema}.blocked_case AS known
       WHERE endpoint = $1 AND state = 'DRAINING' AND NOT EXISTS (
         SELECT FROM ${schema}.delivery AS row WHERE row.open AND row.lane = 'CASE'
           AND (row.endpoint, row.unit, row.case_key) = (known.endpoint, known.unit, known.case_key))`,
      [endpoint],
    );
    if (drained.length === 0) return;
    await lockCases(sql, schema, drained);
    await openDrained(sql, schema, drained);
  });
}

function recipientOf(endpoint: string, unit: string): Recipient {
  return { endpoint, unit: unit === '' ? null : unit };
}
