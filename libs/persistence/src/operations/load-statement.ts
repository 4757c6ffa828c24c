/**
 * Parameters: endpoints or NULL, unit or NULL. Delivered rows are in none of the partial indexes that this reads: counts cost an index entry
 * each of what is not delivered, and each oldest is the first entry of its range.
 */
export function loadStatement(schema: string): string {
  const asked = `($1::text[] IS NULL OR endpoint = ANY($1)) AND ($2::text IS NULL OR unit = $2)`;
  const oldest = (column: string, states: readonly string[], order: string): string => `(
      SELECT min(first.at) FROM unnest('{${states.join(',')}}'::text[]) AS wanted (state)
      CROSS JOIN LATERAL (
        SELECT ${column} AS at FROM ${schema}.delivery AS one
        WHERE one.endpoint = units.endpoint AND one.unit = units.unit AND one.state = wanted.state
          AND one.state ${order === 'seq' ? `<> 'DELIVERED'` : `IN ('DEAD', 'HELD')`}
        ORDER BY one.${order} LIMIT 1) AS first)`;
  return `WITH
    units AS (
      SELECT endpoint, unit FROM ${schema}.delivery_counter WHERE case_key = '' AND ${asked}),
    counts AS (
      SELECT endpoint, unit,
        count(*) FILTER (WHERE state = 'WAITING') AS waiting,
        count(*) FILTER (WHERE state = 'ATTEMPTING') AS attempting,
        count(*) FILTER (WHERE state = 'PARKED') AS parked,
        count(*) FILTER (WHERE state = 'HELD') AS held,
        count(*) FILTER (WHERE state = 'DEAD') AS dead
      FROM ${schema}.delivery WHERE state <> 'DELIVERED' AND ${asked} GROUP BY endpoint, unit),
    standing AS (
      SELECT units.endpoint, units.unit,
        ${oldest('taken_at', ['WAITING', 'ATTEMPTING'], 'seq')} AS waiting_since,
        ${oldest('changed_at', ['DEAD'], 'changed_at')} AS dead_since,
        ${oldest('changed_at', ['HELD'], 'changed_at')} AS held_since
      FROM units)
    SELECT endpoint, nullif(unit, '') AS unit, clock_timestamp() AS now,
      coalesce(waiting, 0) AS waiting, coalesce(attempting, 0) AS attempting, coalesce(parked, 0) AS parked,
      coalesce(held, 0) AS held, coalesce(dead, 0) AS dead, waiting_since, dead_since, held_since,
      circuit.failures, circuit.open
    FROM standing LEFT JOIN counts USING (endpoint, unit)
      LEFT JOIN ${schema}.delivery_circuit AS circuit USING (endpoint, unit)
    ORDER BY endpoint, unit`;
}
