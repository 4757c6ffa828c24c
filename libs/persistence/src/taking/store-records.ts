import { type IncomingDelivery } from '../deliveries.port.js';
import { type Sql } from '../sql/sql.js';

/** The bytes of deliveries that were just taken. */
export async function storeRecords(sql: Sql, schema: string, taken: readonly IncomingDelivery[]): Promise<void> {
  if (taken.length === 0) return;
  await sql.run(
    `INSERT INTO ${schema}.delivery_record (delivery_id, key, value, headers) SELECT id, key, value, headers::json FROM ${GIVEN}`,
    given(taken),
  );
}

/**
 * The bytes of deliveries that were taken before and are still open, where they are missing: a row of an earlier release. One that is
 * delivered at this moment must not get its bytes back, so its row is locked and read again.
 */
export async function restoreRecords(sql: Sql, schema: string, known: readonly IncomingDelivery[]): Promise<void> {
  if (known.length === 0) return;
  await sql.run(
    `INSERT INTO ${schema}.delivery_record (delivery_id, key, value, headers)
     SELECT id, key, value, headers::json FROM ${GIVEN} JOIN ${schema}.delivery AS row ON row.delivery_id = id AND row.open
     ORDER BY id FOR SHARE OF row ON CONFLICT (delivery_id) DO NOTHING`,
    given(known),
  );
}

const GIVEN = 'unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) AS given (id, key, value, headers)';

function given(deliveries: readonly IncomingDelivery[]): unknown[] {
  return [
    deliveries.map(({ deliveryId }) => deliveryId),
    deliveries.map(({ record }) => record.key),
    deliveries.map(({ record }) => record.value),
    deliveries.map(({ record }) => JSON.stringify(record.headers)),
  ];
}
