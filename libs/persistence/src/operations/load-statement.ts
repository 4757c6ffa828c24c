import { recipientKey } from '../sql/recipient-key.js';

/**
 * Parameters: endpoints or NULL, unit or NULL. Reads partial indexes only: an entry for each that waits, is parked, dead or on hold, and nothing
 * of what is delivered. Each oldest is the first entry of its range.
 */
export function loadStatement(schema: string): string {
  const asked = `($1::text[] IS NULL OR endpoint = ANY($1)) AND ($2::text IS NULL OR unit = $2)`;
  const oldest = (column: string, state: string, order: string, where: string): string => `(
      SELECT ${column} FROM ${schema}.delivery AS one
      WHERE one.state = '${state}' AND ${where}
      ORDER BY one.${order} LIMIT 1)`;
  const ofOpen = `one.state <> 'DELIVERED' AND ${recipientKey('one.endpoint', 'one.unit')} = ${recipientKey('units.endpoint', 'units.unit')}`;
  const unattended = `state IN ('DEAD', 'HELD') AND resolution IS NULL`;
  const ofUnattended = `${unattended} AND one.endpoint = units.endpoint AND one.unit = units.unit`;
  return `WITH
    units AS (
      SELECT endpoint, unit FROM ${schema}.delivery_counter WHERE case_key = '' AND ${asked}),
    underway AS (
      SELECT endpoint, unit,
        count(*) FILTER (WHERE state = 'WAITING') AS waiting,
        count(*) FILTER (WHERE state = 'ATTEMPTING') AS attempting,
        count(*) FILTER (WHERE state = 'PARKED') AS parked
      FROM ${schema}.delivery WHERE state IN ('WAITING', 'ATTEMPTING', 'PARKED') AND ${asked} GROUP BY endpoint, unit),
    left_behind AS (
      SELECT endpoint, unit,
        count(*) FILTER (WHERE state = 'HELD') AS held,
        count(*) FILTER (WHERE state = 'DEAD') AS dead
      FROM ${schema}.delivery WHERE ${unattended} AND ${asked} GROUP BY endpoint, unit),
    blocked AS (
      SELECT endpoint, unit, count(*) AS blocked_cases, min(blocked_since) AS blocked_since
      FROM ${schema}.blocked_case WHERE state = 'BLOCKED' AND ${asked} GROUP BY endpoint, unit),
    standing AS (
      SELECT units.endpoint, units.unit,
        least(${oldest('taken_at', 'WAITING', 'seq', ofOpen)}, ${oldest('taken_at', 'ATTEMPTING', 'seq', ofOpen)}) AS waiting_since,
        ${oldest('changed_at', 'DEAD', 'changed_at', ofUnattended)} AS dead_since,
        ${oldest('changed_at', 'HELD', 'changed_at', ofUnattended)} AS held_since
      FROM units)
    SELECT endpoint, nullif(unit, '') AS unit, clock_timestamp() AS now,
      coalesce(waiting, 0) AS waiting, coalesce(attempting, 0) AS attempting, coalesce(parked, 0) AS parked,
      coalesce(held, 0) AS held, coalesce(dead, 0) AS dead, coalesce(blocked_cases, 0) AS "blockedCases",
      waiting_since, dead_since, held_since, blocked_since, circuit.failures, circuit.open, own.paused_since IS NOT NULL AS paused
    FROM standing LEFT JOIN underway USING (endpoint, unit) LEFT JOIN left_behind USING (endpoint, unit)
      LEFT JOIN blocked USING (endpoint, unit) LEFT JOIN ${schema}.recipient_unit AS own USING (endpoint, unit)
      LEFT JOIN ${schema}.delivery_circuit AS circuit USING (endpoint, unit)
    ORDER BY endpoint, unit`;
}
