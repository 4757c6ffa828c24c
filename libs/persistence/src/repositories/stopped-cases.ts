import { type Sql } from '../sql/sql.js';

/** Those of these cases that are stopped, each register row shared: no stop is begun before this transaction ends (decisions 24). */
export async function stoppedCases(
  sql: Sql,
  schema: string,
  caseKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (caseKeys.length === 0) return new Set();
  await sql.run(
    `INSERT INTO ${schema}.stop_case (case_key, suspended) SELECT DISTINCT key, false FROM unnest($1::text[]) AS key ORDER BY key
     ON CONFLICT (case_key) DO NOTHING`,
    [caseKeys],
  );
  await sql.rows(`SELECT 1 FROM ${schema}.stop_case WHERE case_key = ANY($1) ORDER BY case_key FOR SHARE`, [caseKeys]);
  const rows = await sql.rows<{ case_key: string }>(
    `SELECT case_key FROM ${schema}.stop_case WHERE case_key = ANY($1) AND suspended
     UNION SELECT case_key FROM ${schema}.stop_entry WHERE case_key = ANY($1)`,
    [caseKeys],
  );
  return new Set(rows.map((row) => row.case_key));
}
