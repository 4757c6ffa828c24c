import { type IncomingDelivery } from '../deliveries.port.js';
import { type Sql } from '../sql/sql.js';
import { DELIVERY_COLUMNS, deliveryOf, type DeliveryRow } from './delivery-row.js';
import { counterKey, type TakingState, watermarkKey } from './plan-taking.js';

/**
 * Locks the counters of the units involved, in a fixed order, so that one taker at a time sees and changes a unit; then the watermarks of the
 * cases, so that none is blocked or released while something is taken for it; then reads the rest.
 */
export async function readTakingState(
  sql: Sql,
  schema: string,
  requests: readonly IncomingDelivery[],
): Promise<TakingState> {
  // Arrays, whose length PostgreSQL knows when it plans: rows out of JSON count as a hundred, and for so many it reads whole tables.
  const wanted = `unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS wanted (endpoint, unit, case_key, lane)`;
  const units = [requests.map(({ endpoint }) => endpoint), requests.map(({ unit }) => unit ?? '')];
  const lanes = [...units, requests.map(({ caseKey }) => caseKey), requests.map(({ lane }) => lane)];
  await sql.run(
    `INSERT INTO ${schema}.delivery_counter (endpoint, unit, case_key, last)
     SELECT DISTINCT endpoint, unit, '', 0 FROM unnest($1::text[], $2::text[]) AS wanted (endpoint, unit)
     ORDER BY endpoint, unit ON CONFLICT DO NOTHING`,
    units,
  );
  await sql.rows(
    `SELECT 1 FROM ${schema}.delivery_counter
     WHERE case_key = '' AND (endpoint, unit) IN (SELECT endpoint, unit FROM unnest($1::text[], $2::text[]) AS wanted (endpoint, unit))
     ORDER BY endpoint, unit FOR UPDATE`,
    units,
  );
  const counters = await sql.rows<{ endpoint: string; unit: string; case_key: string; last: number }>(
    `SELECT endpoint, unit, case_key, last FROM ${schema}.delivery_counter WHERE (endpoint, unit, case_key) IN
       (SELECT endpoint, unit, '' FROM ${wanted} UNION SELECT endpoint, unit, case_key FROM ${wanted})`,
    lanes,
  );
  const marks = await sql.rows<{
    endpoint: string;
    unit: string;
    case_key: string;
    lane: 'CASE' | 'STOP';
    log_partition: number;
    log_offset: number;
  }>(
    `SELECT * FROM ${schema}.delivery_watermark
     WHERE (endpoint, unit, case_key, lane) IN (SELECT endpoint, unit, case_key, lane FROM ${wanted})
     ORDER BY endpoint, unit, case_key, lane FOR UPDATE`,
    lanes,
  );
  const blocked = await sql.rows<{ endpoint: string; unit: string; case_key: string }>(
    `SELECT endpoint, unit, case_key FROM ${schema}.blocked_case
     WHERE state = 'BLOCKED' AND (endpoint, unit, case_key) IN (SELECT endpoint, unit, case_key FROM ${wanted})`,
    lanes,
  );
  const known = await sql.rows<DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM ${schema}.delivery WHERE delivery_id = ANY($1)`,
    [requests.map(({ deliveryId }) => deliveryId)],
  );
  return {
    counters: new Map(counters.map((c) => [counterKey(c.endpoint, c.unit, c.case_key), c.last])),
    watermarks: new Map(
      marks.map((m) => [
        watermarkKey({ endpoint: m.endpoint, unit: m.unit, caseKey: m.case_key, lane: m.lane }),
        { partition: m.log_partition, offset: m.log_offset },
      ]),
    ),
    blocked: new Set(
      blocked.map(({ endpoint, unit, case_key: caseKey }) => watermarkKey({ endpoint, unit, caseKey, lane: 'CASE' })),
    ),
    known: new Map(known.map((row) => [row.delivery_id, deliveryOf(row)])),
  };
}
