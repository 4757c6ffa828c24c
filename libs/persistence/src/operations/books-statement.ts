/**
 * Parameters: grace period in seconds, endpoint or NULL, unit or NULL. One statement, so that all counts are of one moment.
 *
 * Two projections are compared that lag behind each other. The ledger's lag: a row without a decision is unexplained only when the ledger holds
 * a later record of the same partition of the case log, for it takes them in order. The adapter's lag: a decision without a row is overdue only
 * when the ledger has held it for longer than the grace period, by the database's clock; the accepted time says nothing about that, for the
 * router may have been down, and the hub's clock may be that of a story.
 */
export function booksStatement(schema: string): string {
  const asked = (endpoint: string, unit: string): string =>
    `($2::text IS NULL OR ${endpoint} = $2) AND ($3::text IS NULL OR ${unit} = $3)`;
  return `WITH
    cells AS (
      SELECT delivery_id, decision_id, recipient AS endpoint, coalesce(unit, '') AS unit FROM ${schema}.ledger_cell
      WHERE refusal IS NULL AND ${asked('recipient', `coalesce(unit, '')`)}),
    rows AS (
      SELECT delivery_id, endpoint, unit, state, log_partition, log_offset FROM ${schema}.delivery WHERE ${asked('endpoint', 'unit')}),
    joined AS (
      SELECT coalesce(cells.endpoint, rows.endpoint) AS endpoint, coalesce(cells.unit, rows.unit) AS unit, rows.state,
        cells.decision_id, rows.log_partition, rows.log_offset
      FROM cells FULL JOIN rows
        ON rows.delivery_id = cells.delivery_id AND rows.endpoint = cells.endpoint AND rows.unit = cells.unit),
    matched AS (
      SELECT endpoint, unit,
        count(*) AS decided,
        count(*) FILTER (WHERE state = 'DELIVERED') AS delivered,
        count(*) FILTER (WHERE state = 'WITHHELD') AS withheld,
        count(*) FILTER (WHERE state = 'HELD') AS held,
        count(*) FILTER (WHERE state = 'WAITING') AS waiting,
        count(*) FILTER (WHERE state = 'ATTEMPTING') AS attempting,
        count(*) FILTER (WHERE state = 'PARKED') AS parked,
        count(*) FILTER (WHERE state = 'DEAD') AS dead
      FROM joined WHERE decision_id IS NOT NULL GROUP BY endpoint, unit),
    missing AS (
      SELECT endpoint, unit, count(*) AS "notTaken",
        count(*) FILTER (WHERE stored_at < clock_timestamp() - $1::float8 * interval '1 second') AS overdue,
        floor(extract(epoch FROM clock_timestamp() - min(stored_at)))::float8 AS oldest
      FROM joined JOIN ${schema}.ledger_decision USING (decision_id) WHERE state IS NULL GROUP BY endpoint, unit),
    reached AS (
      SELECT log_partition, (SELECT max(log_offset) FROM ${schema}.ledger_decision AS held WHERE held.log_partition = met.log_partition)
        AS log_offset
      FROM (SELECT DISTINCT log_partition FROM joined WHERE decision_id IS NULL) AS met),
    surplus AS (
      SELECT endpoint, unit,
        count(*) FILTER (WHERE joined.log_offset <= reached.log_offset) AS unexplained,
        count(*) FILTER (WHERE joined.log_offset <= reached.log_offset IS NOT TRUE) AS "aheadOfLedger"
      FROM joined LEFT JOIN reached USING (log_partition) WHERE decision_id IS NULL GROUP BY endpoint, unit),
    refusals AS (
      SELECT recipient AS endpoint, coalesce(unit, '') AS unit, count(*) AS refused FROM ${schema}.ledger_cell
      WHERE refusal IS NOT NULL AND ${asked('recipient', `coalesce(unit, '')`)} GROUP BY 1, 2),
    numbers AS (
      SELECT endpoint, unit, last AS numbered FROM ${schema}.delivery_counter
      WHERE case_key = '' AND ${asked('endpoint', 'unit')})
    SELECT endpoint, unit, ${counted('refused decided delivered withheld held waiting attempting parked dead notTaken overdue')},
      oldest AS "oldestNotTakenSeconds", ${counted('aheadOfLedger unexplained numbered')}
    FROM matched FULL JOIN missing USING (endpoint, unit) FULL JOIN surplus USING (endpoint, unit)
      FULL JOIN refusals USING (endpoint, unit) FULL JOIN numbers USING (endpoint, unit)
    ORDER BY endpoint, unit`;
}

function counted(names: string): string {
  return names
    .split(' ')
    .map((name) => `coalesce("${name}", 0) AS "${name}"`)
    .join(', ');
}
