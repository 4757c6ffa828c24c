import { type DataSource } from 'typeorm';
import { arrangeCases, lockCases, lockLanes } from '../blocking/arrange-cases.js';
import { type CaseRow } from '../blocking/case-keys.js';
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
  const { changed, closed } = await withSql(source, (sql) => end(sql, schema, { deliveryId, state, errorClass }, lane));
  if (changed || state !== 'DELIVERED') return { changed, closed };
  return { changed: await inTransaction(source, (sql) => arriveAfterAll(sql, schema, deliveryId)), closed };
}

async function end(
  sql: Sql,
  schema: string,
  { deliveryId, state, errorClass }: Settling & { readonly state: Exclude<SettledState, 'DEAD'> },
  lane: HeldLane | null,
): Promise<Finished> {
  // The lane is locked before the row, as whoever begins an attempt or takes does.
  const own = `endpoint = $4 AND unit = $5 AND case_key = $6 AND lane = $7 AND lease = $8 AND version = $9`;
  const clauses =
    lane === null
      ? settled(schema, state)
      : `own AS MATERIALIZED (SELECT 1 FROM ${schema}.delivery_lane WHERE ${own} FOR UPDATE),
         ${settled(schema, state, '(SELECT count(*) FROM own) >= 0')},
         closed AS (DELETE FROM ${schema}.delivery_lane WHERE ${own} RETURNING 1)`;
  const [row] = await sql.rows<Finished>(
    `WITH ${clauses}, ${openedBySettled(schema, state)}
     SELECT EXISTS (SELECT FROM settled) AS changed, ${lane === null ? 'false' : 'EXISTS (SELECT FROM closed)'} AS closed`,
    [deliveryId, state, errorClass, ...(lane === null ? [] : [...keyOf(lane), lane.version])],
  );
  return row ?? NOTHING;
}

/**
 * A case that drains is open again with the last of it. Without the lock of the case: what is taken at the same moment goes into the lane either
 * way, and a case that was blocked meanwhile is no longer DRAINING when its row is looked at again.
 */
function openedBySettled(schema: string, state: SettledState): string {
  if (state === 'WAITING') return 'opened AS (SELECT 1 WHERE false)';
  return `opened AS (
      DELETE FROM ${schema}.blocked_case AS known USING settled
      WHERE known.state = 'DRAINING' AND settled.lane = 'CASE'
        AND (known.endpoint, known.unit, known.case_key) = (settled.endpoint, settled.unit, settled.case_key)
        AND NOT EXISTS (
          SELECT FROM ${schema}.delivery AS other WHERE other.open AND other.lane = 'CASE' AND other.delivery_id <> settled.delivery_id
            AND (other.endpoint, other.unit, other.case_key) = (settled.endpoint, settled.unit, settled.case_key)))`;
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
