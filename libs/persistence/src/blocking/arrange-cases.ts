import { type Sql } from '../sql/sql.js';
import { caseParameters, type CaseRow, GIVEN_CASES } from './case-keys.js';

/**
 * One at a time takes, blocks, releases and opens a case: whoever does so takes this first. Always before locks on stops, lanes and rows. The
 * watermark is there from the first delivery on, so before it there is nothing to block.
 */
export async function lockCases(sql: Sql, schema: string, cases: readonly CaseRow[]): Promise<void> {
  await sql.rows(
    `SELECT 1 FROM ${schema}.delivery_watermark WHERE lane = 'CASE' AND (endpoint, unit, case_key) IN (SELECT * FROM ${GIVEN_CASES})
     ORDER BY endpoint, unit, case_key FOR UPDATE`,
    caseParameters(cases),
  );
}

/** Lanes after cases and before rows, or a process that begins an attempt could wait for us while we wait for it. */
export async function lockLanes(sql: Sql, schema: string, cases: readonly CaseRow[]): Promise<void> {
  await sql.rows(
    `SELECT 1 FROM ${schema}.delivery_lane WHERE (endpoint, unit, case_key) IN (SELECT * FROM ${GIVEN_CASES})
     ORDER BY endpoint, unit, case_key, lane FOR UPDATE`,
    caseParameters(cases),
  );
}

/**
 * Puts cases in order, under `lockCases`: what lies behind the first dead letter that blocks is parked, what does not is let go, and the row of
 * the case says so. `planIds` names, case by case, who released it. Doing it twice changes nothing.
 */
export async function arrangeCases(
  sql: Sql,
  schema: string,
  cases: readonly CaseRow[],
  planIds: readonly (string | null)[] = cases.map(() => null),
): Promise<void> {
  if (cases.length === 0) return;
  const given = caseParameters(cases);
  const heads = headsIn(schema);
  await sql.run(
    `WITH ${heads}, behind AS (
       SELECT row.delivery_id FROM heads JOIN ${schema}.delivery AS row USING (endpoint, unit, case_key)
       WHERE row.lane = 'CASE' AND row.open AND row.state IN ('WAITING', 'ATTEMPTING') AND (row.place, row.seq) > (heads.place, heads.seq)
       ORDER BY endpoint, unit, case_key, row.place, row.seq FOR UPDATE OF row)
     UPDATE ${schema}.delivery AS row SET state = 'PARKED', open = false, unanswered = 0, changed_at = clock_timestamp()
     FROM behind WHERE row.delivery_id = behind.delivery_id`,
    given,
  );
  await sql.run(
    `WITH ${heads}, plans AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS named (endpoint, unit, case_key, plan_id)),
     free AS (
       SELECT row.delivery_id, plans.plan_id FROM heads JOIN plans USING (endpoint, unit, case_key)
       JOIN ${schema}.delivery AS row USING (endpoint, unit, case_key)
       WHERE row.lane = 'CASE' AND row.state = 'PARKED' AND (heads.place IS NULL OR (row.place, row.seq) < (heads.place, heads.seq))
       ORDER BY endpoint, unit, case_key, row.place, row.seq FOR UPDATE OF row)
     UPDATE ${schema}.delivery AS row SET state = 'WAITING', open = true, changed_at = clock_timestamp(),
       plan_id = coalesce(free.plan_id, row.plan_id),
       released_at = CASE WHEN free.plan_id IS NULL THEN row.released_at ELSE clock_timestamp() END
     FROM free WHERE row.delivery_id = free.delivery_id`,
    [...given, planIds],
  );
  await sql.run(
    `WITH ${heads}
     INSERT INTO ${schema}.blocked_case AS known (endpoint, unit, case_key, state, head_id, blocked_since, changed_at)
     SELECT endpoint, unit, case_key, 'BLOCKED', head_id, clock_timestamp(), clock_timestamp() FROM heads WHERE head_id IS NOT NULL
     ON CONFLICT (endpoint, unit, case_key) DO UPDATE SET state = 'BLOCKED', head_id = excluded.head_id, changed_at = excluded.changed_at,
       blocked_since = CASE WHEN known.state = 'BLOCKED' AND known.head_id = excluded.head_id THEN known.blocked_since
         ELSE excluded.blocked_since END`,
    given,
  );
  await sql.run(
    `WITH ${heads}
     UPDATE ${schema}.blocked_case AS known SET state = 'DRAINING', changed_at = clock_timestamp() FROM heads
     WHERE heads.head_id IS NULL AND known.state = 'BLOCKED'
       AND (known.endpoint, known.unit, known.case_key) = (heads.endpoint, heads.unit, heads.case_key)`,
    given,
  );
  await openDrained(sql, schema, cases);
}

/** Under `lockCases`: a case that drains is open again when nothing is left of it. */
export async function openDrained(sql: Sql, schema: string, cases: readonly CaseRow[]): Promise<void> {
  await sql.run(
    `DELETE FROM ${schema}.blocked_case AS known USING ${GIVEN_CASES}
     WHERE known.state = 'DRAINING' AND (known.endpoint, known.unit, known.case_key) = (given.endpoint, given.unit, given.case_key)
       AND NOT EXISTS (
         SELECT FROM ${schema}.delivery AS row WHERE row.open AND row.lane = 'CASE'
           AND (row.endpoint, row.unit, row.case_key) = (given.endpoint, given.unit, given.case_key))`,
    caseParameters(cases),
  );
}

/** The first dead letter of each case that nobody has decided about; nulls where there is none. */
function headsIn(schema: string): string {
  return `heads AS MATERIALIZED (
    SELECT given.endpoint, given.unit, given.case_key, head.head_id, head.place, head.seq FROM ${GIVEN_CASES}
    LEFT JOIN LATERAL (
      SELECT delivery_id AS head_id, place, seq FROM ${schema}.delivery AS row
      WHERE row.blocks AND (row.endpoint, row.unit, row.case_key) = (given.endpoint, given.unit, given.case_key)
      ORDER BY place, seq LIMIT 1) AS head ON true)`;
}
