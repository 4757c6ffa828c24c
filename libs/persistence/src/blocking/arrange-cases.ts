import { type Sql } from '../sql/sql.js';
import { caseParameters, type CaseRow, GIVEN_CASES } from './case-keys.js';

// Case by case, each through an index that begins with the case: many cases at once must cost no more than each for itself.
const OF_CASE = `(row.endpoint, row.unit, row.case_key) = (given.endpoint, given.unit, given.case_key)`;
const PLACED_CASES =
  'unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) AS given (endpoint, unit, case_key, place, seq)';

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

/** How a case stands under `lockCases`. */
interface Standing extends CaseRow {
  /** The first dead letter that nobody has decided about, and its place; nulls where there is none. */
  readonly head_id: string | null;
  readonly place: number | null;
  readonly seq: number | null;
  /** Something open lies behind it. */
  readonly behind: boolean;
  /** Something parked lies before it, or there is none. */
  readonly free: boolean;
  readonly state: 'BLOCKED' | 'DRAINING' | null;
  readonly known_head: string | null;
}

/**
 * Puts cases in order, under `lockCases`: what lies behind the first dead letter that blocks is parked, what does not is let go, and the row of
 * the case says so. `planIds` names, case by case, who released it. Doing it twice changes nothing. One statement to look, and one for each kind
 * of change that some case needs: what is not there under the lock does not appear.
 */
export async function arrangeCases(
  sql: Sql,
  schema: string,
  cases: readonly CaseRow[],
  planIds: readonly (string | null)[] = cases.map(() => null),
): Promise<void> {
  if (cases.length === 0) return;
  const standings = await sql.rows<Standing>(standingStatement(schema), caseParameters(cases));
  const plans = new Map(cases.map((one, n) => [JSON.stringify(keysOf(one)), planIds[n] ?? null]));
  const given = (all: readonly Standing[]): readonly unknown[] => [
    ...caseParameters(all),
    all.map(({ place }) => place),
    all.map(({ seq }) => seq),
  ];
  const behind = standings.filter((one) => one.behind);
  if (behind.length > 0) await sql.run(parkStatement(schema), given(behind));
  const free = standings.filter((one) => one.free);
  const planOf = (one: Standing): string | null => plans.get(JSON.stringify(keysOf(one))) ?? null;
  if (free.length > 0) await sql.run(letGoStatement(schema), [...given(free), free.map(planOf)]);
  const blocked = standings.filter(
    (one) => one.head_id !== null && !(one.state === 'BLOCKED' && one.known_head === one.head_id),
  );
  if (blocked.length > 0)
    await sql.run(blockStatement(schema), [...caseParameters(blocked), blocked.map((one) => one.head_id)]);
  const headless = standings.filter((one) => one.head_id === null && one.state !== null);
  const draining = headless.filter(({ state }) => state === 'BLOCKED');
  if (draining.length > 0) await sql.run(drainStatement(schema), caseParameters(draining));
  await openDrained(sql, schema, headless);
}

/** Under `lockCases`: a case that drains is open again when nothing is left of it. */
export async function openDrained(sql: Sql, schema: string, cases: readonly CaseRow[]): Promise<void> {
  if (cases.length === 0) return;
  await sql.run(
    `DELETE FROM ${schema}.blocked_case AS known USING (
       SELECT given.* FROM ${GIVEN_CASES} CROSS JOIN LATERAL (
         SELECT count(*) AS open FROM (
           SELECT FROM ${schema}.delivery AS row WHERE row.open AND row.lane = 'CASE' AND ${OF_CASE} LIMIT 1) AS one) AS left_over
       WHERE left_over.open = 0) AS drained
     WHERE known.state = 'DRAINING' AND (known.endpoint, known.unit, known.case_key) = (drained.endpoint, drained.unit, drained.case_key)`,
    caseParameters(cases),
  );
}

function standingStatement(schema: string): string {
  return `SELECT given.endpoint, given.unit, given.case_key, head.head_id, head.place, head.seq, known.state, known.head_id AS known_head,
      head.place IS NOT NULL AND EXISTS (
        SELECT FROM ${schema}.delivery AS row WHERE row.open AND row.lane = 'CASE' AND ${OF_CASE}
          AND row.state IN ('WAITING', 'ATTEMPTING') AND (row.place, row.seq) > (head.place, head.seq)) AS behind,
      EXISTS (
        SELECT FROM ${schema}.delivery AS row WHERE row.state = 'PARKED' AND row.lane = 'CASE' AND ${OF_CASE}
          AND (head.place IS NULL OR (row.place, row.seq) < (head.place, head.seq))) AS free
    FROM ${GIVEN_CASES}
    LEFT JOIN LATERAL (
      SELECT delivery_id AS head_id, place, seq FROM ${schema}.delivery AS row WHERE row.blocks AND ${OF_CASE}
      ORDER BY place, seq LIMIT 1) AS head ON true
    LEFT JOIN LATERAL (
      SELECT state, head_id FROM ${schema}.blocked_case AS row WHERE ${OF_CASE}) AS known ON true
    ORDER BY 1, 2, 3`;
}

function parkStatement(schema: string): string {
  return `UPDATE ${schema}.delivery SET state = 'PARKED', open = false, unanswered = 0, changed_at = clock_timestamp()
    WHERE delivery_id = ANY (ARRAY(
      SELECT behind.delivery_id FROM ${PLACED_CASES} CROSS JOIN LATERAL (
        SELECT delivery_id FROM ${schema}.delivery AS row WHERE row.open AND row.lane = 'CASE' AND ${OF_CASE}
          AND row.state IN ('WAITING', 'ATTEMPTING') AND (row.place, row.seq) > (given.place, given.seq)
        ORDER BY row.place, row.seq FOR UPDATE) AS behind))`;
}

function letGoStatement(schema: string): string {
  return `WITH plans AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $6::text[]) AS named (endpoint, unit, case_key, plan_id))
    UPDATE ${schema}.delivery AS freed SET state = 'WAITING', open = true, changed_at = clock_timestamp(),
      plan_id = coalesce(plans.plan_id, freed.plan_id),
      released_at = CASE WHEN plans.plan_id IS NULL THEN freed.released_at ELSE clock_timestamp() END
    FROM plans WHERE (freed.endpoint, freed.unit, freed.case_key) = (plans.endpoint, plans.unit, plans.case_key)
      AND freed.delivery_id = ANY (ARRAY(
        SELECT free.delivery_id FROM ${PLACED_CASES} CROSS JOIN LATERAL (
          SELECT delivery_id FROM ${schema}.delivery AS row WHERE row.state = 'PARKED' AND row.lane = 'CASE' AND ${OF_CASE}
            AND (given.place IS NULL OR (row.place, row.seq) < (given.place, given.seq))
          ORDER BY row.place, row.seq FOR UPDATE) AS free))`;
}

function blockStatement(schema: string): string {
  return `INSERT INTO ${schema}.blocked_case AS known (endpoint, unit, case_key, state, head_id, blocked_since, changed_at)
    SELECT endpoint, unit, case_key, 'BLOCKED', head_id, clock_timestamp(), clock_timestamp()
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (endpoint, unit, case_key, head_id)
    ON CONFLICT (endpoint, unit, case_key) DO UPDATE SET state = 'BLOCKED', head_id = excluded.head_id, changed_at = excluded.changed_at,
      blocked_since = excluded.blocked_since`;
}

function drainStatement(schema: string): string {
  return `UPDATE ${schema}.blocked_case AS row SET state = 'DRAINING', changed_at = clock_timestamp()
    FROM ${GIVEN_CASES} WHERE row.state = 'BLOCKED' AND ${OF_CASE}`;
}

function keysOf({ endpoint, unit, case_key }: CaseRow): readonly string[] {
  return [endpoint, unit, case_key];
}
