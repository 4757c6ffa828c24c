import { type PauseChange, type StandstillCaps } from '../delivery-lanes.port.js';
import { type Sql } from '../sql/sql.js';

/** Counts entries of two partial indexes; nothing that is delivered costs anything. Only the call that changes a unit gets it. */
export async function pauseUnits(
  sql: Sql,
  schema: string,
  endpoint: string,
  { blockedCases, parked }: StandstillCaps,
): Promise<readonly PauseChange[]> {
  const rows = await sql.rows<{ unit: string; paused: boolean }>(
    `WITH blocked AS (
       SELECT unit, count(*) AS cases FROM ${schema}.blocked_case WHERE endpoint = $1 AND state = 'BLOCKED' GROUP BY unit),
     parked AS (
       SELECT unit, count(*) AS deliveries FROM ${schema}.delivery WHERE endpoint = $1 AND state = 'PARKED' GROUP BY unit),
     judged AS (
       SELECT own.unit, coalesce(blocked.cases, 0) > $2 OR coalesce(parked.deliveries, 0) > $3 AS paused
       FROM ${schema}.recipient_unit AS own LEFT JOIN blocked USING (unit) LEFT JOIN parked USING (unit) WHERE own.endpoint = $1)
     UPDATE ${schema}.recipient_unit AS own SET paused_since = CASE WHEN judged.paused THEN clock_timestamp() END
     FROM judged WHERE own.endpoint = $1 AND own.unit = judged.unit AND (own.paused_since IS NOT NULL) <> judged.paused
     RETURNING own.unit, judged.paused`,
    [endpoint, blockedCases, parked],
  );
  return rows.map(({ unit, paused }) => ({ endpoint, unit: unit === '' ? null : unit, paused }));
}
