import { type Delivery } from '../deliveries.port.js';
import { type Sql } from '../sql/sql.js';
import { DELIVERY_COLUMNS, deliveryOf, type DeliveryRow } from './delivery-row.js';
import { counterKey, type Planned, type TakingState, watermarkKey } from './plan-taking.js';

type TakenPlan = Extract<Planned, { kind: 'taken' }>;

/** Writes the new rows with their numbers and moves counters and watermarks. Answers with the rows by delivery id. */
export async function storeTaking(
  sql: Sql,
  schema: string,
  taken: readonly TakenPlan[],
  state: TakingState,
): Promise<ReadonlyMap<string, Delivery>> {
  if (taken.length === 0) return new Map();
  const rows = await insertRows(sql, schema, taken);
  await moveCounters(sql, schema, taken, state);
  await moveWatermarks(sql, schema, taken, state);
  return new Map(rows.map((row) => [row.delivery_id, deliveryOf(row)]));
}

function insertRows(sql: Sql, schema: string, taken: readonly TakenPlan[]): Promise<readonly DeliveryRow[]> {
  const batch = taken.map(({ request: { record: _stored, ...request }, seq, caseSeq, parked }) => {
    return { ...request, unit: request.unit ?? '', seq, caseSeq, state: parked ? 'PARKED' : 'WAITING', open: !parked };
  });
  return sql.rows<DeliveryRow>(
    `INSERT INTO ${schema}.delivery (${DELIVERY_COLUMNS}, open)
     SELECT "deliveryId", "messageId", "decisionId", code, endpoint, unit, "caseKey", lane, removal, generation, "logPartition", "logOffset",
       "topicPartition", "topicOffset", seq, "caseSeq", state, 0, 0, NULL, seq, 0, false, NULL, NULL, NULL, NULL,
       clock_timestamp(), clock_timestamp(), open
     FROM json_to_recordset($1::json) AS taken ("deliveryId" text, "messageId" text, "decisionId" text, code text, endpoint text, unit text,
       "caseKey" text, lane text, removal boolean, generation integer, "logPartition" integer, "logOffset" bigint, "topicPartition" integer,
       "topicOffset" bigint, seq bigint, "caseSeq" bigint, state text, open boolean)
     RETURNING ${DELIVERY_COLUMNS}`,
    [JSON.stringify(batch)],
  );
}

async function moveCounters(sql: Sql, schema: string, taken: readonly TakenPlan[], state: TakingState): Promise<void> {
  const moved = new Map<string, object>();
  for (const { request } of taken) {
    for (const caseKey of ['', request.caseKey]) {
      const key = counterKey(request.endpoint, request.unit, caseKey);
      moved.set(key, {
        endpoint: request.endpoint,
        unit: request.unit ?? '',
        case_key: caseKey,
        last: state.counters.get(key),
      });
    }
  }
  await sql.run(
    `INSERT INTO ${schema}.delivery_counter (endpoint, unit, case_key, last)
     SELECT * FROM json_to_recordset($1::json) AS moved (endpoint text, unit text, case_key text, last bigint)
     ON CONFLICT (endpoint, unit, case_key) DO UPDATE SET last = excluded.last`,
    [JSON.stringify([...moved.values()])],
  );
}

async function moveWatermarks(
  sql: Sql,
  schema: string,
  taken: readonly TakenPlan[],
  state: TakingState,
): Promise<void> {
  const moved = new Map<string, object>();
  for (const { request } of taken) {
    const key = watermarkKey(request);
    const { endpoint, caseKey, lane, logPartition } = request;
    const unit = request.unit ?? '';
    moved.set(key, {
      endpoint,
      unit,
      case_key: caseKey,
      lane,
      log_partition: logPartition,
      log_offset: state.watermarks.get(key)?.offset,
    });
  }
  await sql.run(
    `INSERT INTO ${schema}.delivery_watermark (endpoint, unit, case_key, lane, log_partition, log_offset)
     SELECT * FROM json_to_recordset($1::json)
       AS moved (endpoint text, unit text, case_key text, lane text, log_partition integer, log_offset bigint)
     ON CONFLICT (endpoint, unit, case_key, lane) DO UPDATE SET log_offset = excluded.log_offset`,
    [JSON.stringify([...moved.values()])],
  );
}
