import { type HeldLane, type LaneWork } from '../delivery-lanes.port.js';
import { type Sql } from '../sql/sql.js';
import { DELIVERY_COLUMNS } from '../taking/delivery-row.js';
import { storedOf, type StoredRow } from '../taking/stored-row.js';
import { keyOf } from './count-attempt.js';

/** Of one lane so many deliveries at most, and no more bytes than this beside the first: what is read ahead lies in memory, lane by lane. */
export interface ReadAhead {
  readonly most: number;
  readonly bytes: number;
}

interface LaneDeliveryRow extends StoredRow {
  readonly nth: number;
  readonly version: number;
}

/** Version and deliveries of each lane in one statement, so that they belong together, in the order given. null: the lease is lost. */
export async function readLanes(
  sql: Sql,
  schema: string,
  lanes: readonly HeldLane[],
  { most, bytes }: ReadAhead,
): Promise<readonly (LaneWork | null)[]> {
  if (lanes.length === 0) return [];
  const keys = lanes.map(keyOf);
  const rows = await sql.rows<LaneDeliveryRow>(
    `SELECT asked.nth, held.version, row.*, CASE WHEN row.bytes <= $6 OR row.in_lane = 1 THEN record.value END AS value, record.key, record.headers
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS asked (endpoint, unit, case_key, lane, lease, nth)
     CROSS JOIN LATERAL (
       SELECT * FROM ${schema}.delivery_lane AS one
       WHERE (one.endpoint, one.unit, one.case_key, one.lane) = (asked.endpoint, asked.unit, asked.case_key, asked.lane)
         AND one.lease = asked.lease) AS held
     LEFT JOIN LATERAL (
       SELECT open.*, row_number() OVER (ORDER BY open.place, open.seq) AS in_lane,
         sum(octet_length(bytes.value)) OVER (ORDER BY open.place, open.seq) AS bytes
       FROM (
         SELECT ${DELIVERY_COLUMNS} FROM ${schema}.delivery WHERE open AND endpoint = held.endpoint AND unit = held.unit
           AND case_key = held.case_key AND lane = held.lane ORDER BY place, seq LIMIT $7) AS open
       LEFT JOIN ${schema}.delivery_record AS bytes USING (delivery_id)) AS row ON true
     LEFT JOIN ${schema}.delivery_record AS record ON record.delivery_id = row.delivery_id
     ORDER BY asked.nth, row.in_lane`,
    [...[0, 1, 2, 3, 4].map((column) => keys.map((key) => key[column])), bytes, most + 1],
  );
  const byLane = Map.groupBy(rows, ({ nth }) => nth);
  return lanes.map((_, n) => workOf(byLane.get(n + 1) ?? [], most));
}

function workOf(rows: readonly LaneDeliveryRow[], most: number): LaneWork | null {
  const [first] = rows;
  if (first === undefined) return null;
  const found = rows.filter((row) => row.delivery_id !== null);
  const cut = found.findIndex(({ value, headers }) => value === null && headers !== null);
  const read = found.slice(0, Math.min(most, cut === -1 ? found.length : cut));
  return { version: first.version, deliveries: read.map(storedOf), more: read.length < found.length };
}
