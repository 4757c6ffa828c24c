import { type HeldLane, type LaneWork } from '../delivery-lanes.port.js';
import { type Sql } from '../sql/sql.js';
import { DELIVERY_COLUMNS } from '../taking/delivery-row.js';
import { storedOf, type StoredRow } from '../taking/stored-row.js';
import { keyOf } from './count-attempt.js';

/** So many at once at most, and no more bytes than this beside the first: what is read ahead lies in memory, lane by lane. */
const MOST = 16;
const MOST_BYTES = 64 * 1024;

interface LaneDeliveryRow extends StoredRow {
  readonly version: number;
}

/** Version and deliveries in one statement, so that they belong together. null: the lease is lost. */
export async function readLane(sql: Sql, schema: string, lane: HeldLane): Promise<LaneWork | null> {
  const rows = await sql.rows<LaneDeliveryRow>(
    `SELECT held.version, row.*, CASE WHEN row.bytes <= $6 OR row.nth = 1 THEN record.value END AS value, record.key, record.headers
     FROM ${schema}.delivery_lane AS held
     LEFT JOIN LATERAL (
       SELECT open.*, row_number() OVER (ORDER BY open.place, open.seq) AS nth,
         sum(octet_length(bytes.value)) OVER (ORDER BY open.place, open.seq) AS bytes
       FROM (
         SELECT ${DELIVERY_COLUMNS} FROM ${schema}.delivery WHERE open AND endpoint = held.endpoint AND unit = held.unit
           AND case_key = held.case_key AND lane = held.lane ORDER BY place, seq LIMIT ${MOST + 1}) AS open
       LEFT JOIN ${schema}.delivery_record AS bytes USING (delivery_id)) AS row ON true
     LEFT JOIN ${schema}.delivery_record AS record ON record.delivery_id = row.delivery_id
     WHERE held.endpoint = $1 AND held.unit = $2 AND held.case_key = $3 AND held.lane = $4 AND held.lease = $5
     ORDER BY row.nth`,
    [...keyOf(lane), MOST_BYTES],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const found = rows.filter((row) => row.delivery_id !== null);
  const cut = found.findIndex(({ value, headers }) => value === null && headers !== null);
  const read = found.slice(0, Math.min(MOST, cut === -1 ? found.length : cut));
  return { version: first.version, deliveries: read.map(storedOf), more: read.length < found.length };
}
