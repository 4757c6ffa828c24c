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
  const batch = JSON.stringify(
    requests.map(({ record: _bytes, ...request }) => ({ ...request, unit: request.unit ?? '' })),
  );
  const wanted = `json_to_recordset($1::json) AS wanted (endpoint text, unit text, "caseKey" text, lane text, "deliveryId" text)`;
  await sql.run(
    `INSERT INTO ${schema}.delivery_counter (endpoint, unit, case_key, last)
     SELECT DISTINCT endpoint, unit, '', 0 FROM ${wanted} ORDER BY endpoint, unit ON CONFLICT DO NOTHING`,
    [batch],
  );
  await sql.rows(
    `SELECT 1 FROM ${schema}.delivery_counter WHERE case_key = '' AND (endpoint, unit) IN (SELECT endpoint, unit FROM ${wanted})
     ORDER BY endpoint, unit FOR UPDATE`,
    [batch],
  );
  const counters = await sql.rows<{ endpoint: string; unit: string; case_key: string; last: number }>(
    `SELECT endpoint, unit, case_key, last FROM ${schema}.delivery_counter WHERE (endpoint, unit, case_key) IN
       (SELECT endpoint, unit, '' FROM ${wanted} UNION SELECT endpoint, unit, "caseKey" FROM ${wanted})`,
    [batch],
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
     WHERE (endpoint, unit, case_key, lane) IN (SELECT endpoint, unit, "caseKey", lane FROM ${wanted})
     ORDER BY endpoint, unit, case_key, lane FOR UPDATE`,
    [batch],
  );
  const blocked = await sql.rows<{ endpoint: string; unit: string; case_key: string }>(
    `SELECT endpoint, unit, case_key FROM ${schema}.blocked_case
     WHERE state = 'BLOCKED' AND (endpoint, unit, case_key) IN (SELECT endpoint, unit, "caseKey" FROM ${wanted})`,
    [batch],
  );
  const known = await sql.rows<DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM ${schema}.delivery WHERE delivery_id IN (SELECT "deliveryId" FROM ${wanted})`,
    [batch],
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
