import { type Circuit, type Claimed, type ClaimRequest } from '../delivery-lanes.port.js';
import { recipientKey } from '../sql/recipient-key.js';
import { type Sql } from '../sql/sql.js';
import { laneOf, type LaneRow } from '../taking/lane-row.js';

/**
 * A lane is due when its time has come; a lease that has run out is nothing but such a time. Two statements, whatever waits. Of a unit that is
 * paused a claim looks at each lane that is due, for stops and for what an operator has released: else nothing could ever bring it below its cap.
 */
export async function claimLanes(sql: Sql, schema: string, request: ClaimRequest): Promise<Omit<Claimed, 'first'>> {
  const { endpoint, lease, leaseMs, most } = request;
  const standing = await readCircuits(sql, schema, request);
  const rows = standing.filter(({ paused }) => !paused);
  const paused = standing.filter((row) => row.paused).map(({ unit }) => unit);
  const roomOf = (unit: string): number => {
    const circuit = rows.find((row) => row.unit === unit);
    const room = most.get(unit) ?? 0;
    return circuit?.open === true ? Math.min(room, circuit.probing ? 1 : 0) : room;
  };
  const units = [...most.keys()].filter((unit) => roomOf(unit) > 0);
  const lanes = await sql.rows<LaneRow>(
    `WITH due AS (
       SELECT lane.* FROM unnest($2::text[], $3::integer[]) AS wanted (unit, most)
       CROSS JOIN LATERAL (
         SELECT endpoint, unit, case_key, lane, next_attempt_at FROM ${schema}.delivery_lane
         WHERE ${recipientKey('endpoint', 'unit')} = ${recipientKey('$1', 'wanted.unit')} AND next_attempt_at <= statement_timestamp() AND (
           lane = 'STOP' OR wanted.unit <> ALL($6) OR EXISTS (
             SELECT FROM ${schema}.blocked_case AS known WHERE known.state = 'DRAINING' AND known.endpoint = $1 AND known.unit = wanted.unit
               AND known.case_key = delivery_lane.case_key))
         ORDER BY lane DESC, next_attempt_at LIMIT wanted.most FOR UPDATE OF delivery_lane SKIP LOCKED) AS lane),
     claimed AS (
       UPDATE ${schema}.delivery_lane AS held SET lease = $4, next_attempt_at = clock_timestamp() + $5 * interval '1 millisecond'
       FROM due WHERE (held.endpoint, held.unit, held.case_key, held.lane) = (due.endpoint, due.unit, due.case_key, due.lane)
       RETURNING held.endpoint, held.unit, held.case_key, held.lane, held.version, due.next_attempt_at AS was)
     SELECT endpoint, unit, case_key, lane, version FROM claimed ORDER BY lane DESC, was`,
    [endpoint, units, units.map(roomOf), lease, leaseMs, paused],
  );
  const circuits = rows.map(({ unit, failures, open }): Circuit => {
    return { endpoint, unit: unit === '' ? null : unit, failures, open };
  });
  return { lanes: lanes.map((row) => laneOf(row, lease)), circuits, paused };
}

interface CircuitRow {
  readonly unit: string;
  readonly failures: number;
  readonly open: boolean;
  readonly probing: boolean;
  /** Says nothing of a circuit: the unit is paused. */
  readonly paused: boolean;
}

/** Those of the endpoint, and which of its units are paused. A probe that is due, and has something to try, is given to this call: the next is due when the lease has run out. */
function readCircuits(sql: Sql, schema: string, request: ClaimRequest): Promise<readonly CircuitRow[]> {
  const { endpoint, leaseMs, most } = request;
  return sql.rows<CircuitRow>(
    `WITH probing AS (
       UPDATE ${schema}.delivery_circuit AS circuit SET probe_at = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE endpoint = $1 AND unit = ANY($2) AND open AND probe_at <= statement_timestamp() AND EXISTS (
         SELECT FROM ${schema}.delivery_lane AS lane
         WHERE ${recipientKey('lane.endpoint', 'lane.unit')} = ${recipientKey('circuit.endpoint', 'circuit.unit')} AND lane.next_attempt_at <= statement_timestamp())
       RETURNING unit)
     SELECT unit, failures, open, unit IN (SELECT unit FROM probing) AS probing, false AS paused
     FROM ${schema}.delivery_circuit WHERE endpoint = $1
     UNION ALL SELECT unit, 0, false, false, true FROM ${schema}.recipient_unit WHERE endpoint = $1 AND paused_since IS NOT NULL`,
    [endpoint, [...most].filter(([, room]) => room > 0).map(([unit]) => unit), leaseMs],
  );
}
