import { type DataSource } from 'typeorm';
import { arrangeCases, lockCases, lockLanes, openDrained } from '../blocking/arrange-cases.js';
import { type CaseRow, caseRowOf } from '../blocking/case-keys.js';
import { endEmptyLanes, raiseLanes } from '../blocking/raise-lanes.js';
import { type Lane, type SettledState } from '../deliveries.port.js';
import { type Finished, type HeldLane } from '../delivery-lanes.port.js';
import { inTransaction, type Sql, withSql } from '../sql/sql.js';
import { keyOf } from './count-attempt.js';
import { settled } from './settled.js';

export interface Settling {
  readonly deliveryId: string;
  readonly state: SettledState;
  readonly errorClass: string | null;
}

interface Place extends CaseRow {
  readonly lane: Lane;
  readonly blocks: boolean;
}

const NOTHING: Finished = { changed: false, closed: false };

/**
 * The end of a delivery, and what it means for the rest of its case. `lane`: it was the last in hand, and the lane ends unless more was taken
 * meanwhile. One statement, but for a dead letter, and for what happens in a case that is not open.
 */
export async function settleDelivery(
  source: DataSource,
  schema: string,
  settling: Settling,
  lane: HeldLane | null,
): Promise<Finished> {
  const { deliveryId, state, errorClass } = settling;
  if (state === 'DEAD') return inTransaction(source, (sql) => bury(sql, schema, deliveryId, errorClass));
  const finished = await withSql(source, (sql) => end(sql, schema, { deliveryId, state, errorClass }, lane));
  if (finished.draining) {
    const drained = caseRowOf(finished);
    await inTransaction(source, async (sql) => {
      await lockCases(sql, schema, [drained]);
      await openDrained(sql, schema, [drained]);
    });
  }
  const { changed, closed } = finished;
  if (changed || state !== 'DELIVERED') return { changed, closed };
  return { changed: await inTransaction(source, (sql) => arriveAfterAll(sql, schema, deliveryId)), closed };
}

interface Ended extends Finished {
  readonly draining: boolean;
  readonly endpoint: string;
  readonly unit: string;
  readonly caseKey: string;
}

async function end(
  sql: Sql,
  schema: string,
  { deliveryId, state, errorClass }: Settling & { readonly state: Exclude<SettledState, 'DEAD'> },
  lane: HeldLane | null,
): Promise<Ended> {
  // The lane is locked before the row, as whoever begins an attempt or takes does.
  const own = `endpoint = $4 AND unit = $5 AND case_key = $6 AND lane = $7 AND lease = $8 AND version = $9`;
  const clauses =
    lane === null
      ? settled(schema, state)
      : `own AS MATERIALIZED (SELECT 1 FROM ${schema}.delivery_lane WHERE ${own} FOR UPDATE),
         ${settled(schema, state, '(SELECT count(*) FROM own) >= 0')},
         closed AS (DELETE FROM ${schema}.delivery_lane WHERE ${own} RETURNING 1)`;
  const [row] = await sql.rows<Ended>(
    `WITH ${clauses}
     SELECT settled.delivery_id IS NOT NULL AS changed, ${lane === null ? 'false' : 'EXISTS (SELECT FROM closed)'} AS closed,
       endpoint, unit, settled.case_key AS "caseKey",
       settled.lane = 'CASE' AND EXISTS (
         SELECT FROM ${schema}.blocked_case AS known WHERE known.state = 'DRAINING'
           AND (known.endpoint, known.unit, known.case_key) = (settled.endpoint, settled.unit, settled.case_key)) AS draining
     FROM (VALUES (1)) AS one LEFT JOIN settled ON true`,
    [deliveryId, state, errorClass, ...(lane === null ? [] : [...keyOf(lane), lane.version])],
  );
  return row ?? { ...NOTHING, draining: false, endpoint: '', unit: '', caseKey: '' };
}

/** DEAD, once for each time it was tried: in the lane of cases it blocks what follows. The lane ends when nothing is left in it. */
async function bury(sql: Sql, schema: string, deliveryId: string, errorClass: string | null): Promise<Finished> {
  const place = await placeOf(sql, schema, deliveryId);
  if (place === null) return NOTHING;
  const blocks = place.lane === 'CASE';
  if (blocks) await lockCases(sql, schema, [place]);
  await lockLanes(sql, schema, [place]);
  const buried = await sql.run(
    `UPDATE ${schema}.delivery SET state = 'DEAD', open = false, blocks = $3, deaths = deaths + 1, last_error_class = $2, unanswered = 0,
       changed_at = clock_timestamp(), first_failed_at = coalesce(first_failed_at, clock_timestamp())
     WHERE delivery_id = $1 AND state IN ('WAITING', 'ATTEMPTING', 'HELD')`,
    [deliveryId, errorClass, blocks],
  );
  if (buried === 1 && blocks) await arrangeCases(sql, schema, [place]);
  return { changed: buried === 1, closed: (await endEmptyLanes(sql, schema, place)) === 1 };
}

/** What was taken for dead has arrived: nothing is in the way any more, and what waited behind it goes on as it was decided. */
async function arriveAfterAll(sql: Sql, schema: string, deliveryId: string): Promise<boolean> {
  const place = await placeOf(sql, schema, deliveryId);
  if (place?.blocks !== true) return false;
  await lockCases(sql, schema, [place]);
  await lockLanes(sql, schema, [place]);
  const arrived = await sql.run(
    `WITH forgotten AS (DELETE FROM ${schema}.delivery_record WHERE delivery_id = $1)
     UPDATE ${schema}.delivery SET state = 'DELIVERED', open = false, blocks = false, last_error_class = NULL, unanswered = 0,
       changed_at = clock_timestamp()
     WHERE delivery_id = $1 AND state <> 'DELIVERED'`,
    [deliveryId],
  );
  await arrangeCases(sql, schema, [place]);
  await raiseLanes(sql, schema, [place]);
  return arrived === 1;
}

async function placeOf(sql: Sql, schema: string, deliveryId: string): Promise<Place | null> {
  const [place] = await sql.rows<Place>(
    `SELECT endpoint, unit, case_key, lane, blocks FROM ${schema}.delivery WHERE delivery_id = $1`,
    [deliveryId],
  );
  return place ?? null;
}
