import { type Sql } from '../sql/sql.js';

interface LaneName {
  readonly endpoint: string;
  readonly unit: string;
  readonly case_key: string;
  readonly lane: string;
}

/** Makes the lanes due that have something to send, and raises those that are there. Units that fetch have none. */
export async function raiseLanes(sql: Sql, schema: string, lanes: readonly LaneName[]): Promise<void> {
  if (lanes.length === 0) return;
  await sql.run(
    `INSERT INTO ${schema}.delivery_lane AS known (endpoint, unit, case_key, lane, next_attempt_at, version)
     SELECT DISTINCT endpoint, unit, case_key, lane, clock_timestamp(), 1
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (endpoint, unit, case_key, lane) CROSS JOIN LATERAL (
       SELECT FROM ${schema}.delivery AS row WHERE row.open
         AND (row.endpoint, row.unit, row.case_key, row.lane) = (given.endpoint, given.unit, given.case_key, given.lane) LIMIT 1) AS open
     WHERE NOT EXISTS (
         SELECT FROM ${schema}.recipient_unit AS own WHERE own.endpoint = given.endpoint AND own.unit = given.unit AND own.fetches)
     ORDER BY 1, 2, 3, 4
     ON CONFLICT (endpoint, unit, case_key, lane) DO UPDATE SET version = known.version + 1`,
    [
      lanes.map(({ endpoint }) => endpoint),
      lanes.map(({ unit }) => unit),
      lanes.map(({ case_key }) => case_key),
      lanes.map(({ lane }) => lane),
    ],
  );
}

/** Ends the lanes of a case in which nothing is left; under a lock on them, so that nothing that is being taken is forgotten. */
export function endEmptyLanes(sql: Sql, schema: string, { endpoint, unit, case_key, lane }: LaneName): Promise<number> {
  return sql.run(
    `DELETE FROM ${schema}.delivery_lane AS own WHERE endpoint = $1 AND unit = $2 AND case_key = $3 AND lane = $4 AND NOT EXISTS (
       SELECT FROM ${schema}.delivery AS row WHERE row.open
         AND (row.endpoint, row.unit, row.case_key, row.lane) = (own.endpoint, own.unit, own.case_key, own.lane))`,
    [endpoint, unit, case_key, lane],
  );
}
