import { type IncomingDelivery, type TakeOptions } from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { type Sql } from '../sql/sql.js';
import { laneOf, type LaneRow } from './lane-row.js';
import { watermarkKey } from './plan-taking.js';

/**
 * Makes or raises the lane of each of these deliveries. A lane that is new, and for which the taker has room, is leased to it in the same
 * statement, if it holds nothing else; one that is there already belongs to whoever works it, or claims it.
 */
export async function storeLanes(
  sql: Sql,
  schema: string,
  deliveries: readonly IncomingDelivery[],
  { hasLanes, lease }: TakeOptions,
): Promise<readonly HeldLane[]> {
  const lanes = [...new Map(deliveries.filter(hasLanes).map((one) => [watermarkKey(one), one])).values()];
  if (lanes.length === 0) return [];
  const wanted = lanes.map(roomIn(lease));
  const rows = await sql.rows<LaneRow & { lease: string | null }>(
    `INSERT INTO ${schema}.delivery_lane AS known (endpoint, unit, case_key, lane, lease, next_attempt_at, version)
     SELECT endpoint, unit, case_key, lane, CASE WHEN own THEN $6 END,
       clock_timestamp() + CASE WHEN own THEN $7 ELSE 0 END * interval '1 millisecond', 1
     FROM (
       SELECT *, wanted AND NOT EXISTS (
         SELECT FROM ${schema}.delivery AS other WHERE other.open AND other.endpoint = given.endpoint AND other.unit = given.unit
           AND other.case_key = given.case_key AND other.lane = given.lane AND other.delivery_id <> ALL($8)) AS own
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[]) AS given (endpoint, unit, case_key, lane, wanted)
     ) AS judged
     ON CONFLICT (endpoint, unit, case_key, lane) DO UPDATE SET version = known.version + 1
     RETURNING endpoint, unit, case_key, lane, lease, version`,
    [
      lanes.map(({ endpoint }) => endpoint),
      lanes.map(({ unit }) => unit ?? ''),
      lanes.map(({ caseKey }) => caseKey),
      lanes.map(({ lane }) => lane),
      wanted,
      lease?.id ?? '',
      lease?.ms ?? 0,
      deliveries.map(({ deliveryId }) => deliveryId),
    ],
  );
  return rows.filter((row) => lease !== null && row.lease === lease.id).map((row) => laneOf(row, row.lease ?? ''));
}

/** Answers, lane by lane, whether there is still room in its unit. */
function roomIn(lease: TakeOptions['lease']): (delivery: IncomingDelivery) => boolean {
  const left = new Map<string | null, number>();
  return (delivery) => {
    if (lease === null) return false;
    const room = left.get(delivery.unit) ?? lease.room(delivery);
    left.set(delivery.unit, room - 1);
    return room > 0;
  };
}
