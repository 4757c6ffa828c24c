import { type DataSource } from 'typeorm';
import { type Recipient } from '../deliveries.port.js';
import { type StoredDelivery } from '../delivery-lanes.port.js';
import { type DeliveryQueue } from '../delivery-queue.port.js';
import { recipientKey } from '../sql/recipient-key.js';
import { withSql } from '../sql/sql.js';
import { DELIVERY_COLUMNS } from '../taking/delivery-row.js';
import { storedOf, type StoredRow } from '../taking/stored-row.js';

export class DeliveryQueueRepository implements DeliveryQueue {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async waiting(recipients: readonly Recipient[], limit: number): Promise<readonly StoredDelivery[]> {
    const rows = await this.read(
      `SELECT row.*, record.key, record.value, record.headers
       FROM (
         SELECT one.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (endpoint, unit, nth)
         CROSS JOIN LATERAL (
           SELECT ${DELIVERY_COLUMNS}, asked.nth FROM ${this.schema}.delivery
           WHERE open AND ${recipientKey('endpoint', 'unit')} = ${recipientKey('asked.endpoint', 'asked.unit')} AND (lane = 'STOP' OR NOT EXISTS (
             SELECT FROM ${this.schema}.recipient_unit AS own
             WHERE own.endpoint = asked.endpoint AND own.unit = asked.unit AND own.paused_since IS NOT NULL) OR EXISTS (
             SELECT FROM ${this.schema}.blocked_case AS known WHERE known.state = 'DRAINING' AND known.endpoint = asked.endpoint
               AND known.unit = asked.unit AND known.case_key = delivery.case_key))
           ORDER BY lane DESC, place, seq LIMIT $3) AS one
         ORDER BY one.lane DESC, one.nth, one.place, one.seq LIMIT $3) AS row
       LEFT JOIN ${this.schema}.delivery_record AS record USING (delivery_id)
       ORDER BY row.lane DESC, row.nth, row.place, row.seq`,
      [...namesOf(recipients), limit],
    );
    return rows.map(storedOf);
  }

  async count(recipients: readonly Recipient[], most: number): Promise<number> {
    const [row] = await withSql(this.source, (sql) =>
      sql.rows<{ count: number }>(
        `SELECT count(*) AS count FROM (
           SELECT 1 FROM ${this.schema}.delivery AS row JOIN unnest($1::text[], $2::text[]) AS asked (endpoint, unit)
             ON ${recipientKey('row.endpoint', 'row.unit')} = ${recipientKey('asked.endpoint', 'asked.unit')} WHERE row.open LIMIT $3) AS waiting`,
        [...namesOf(recipients), most],
      ),
    );
    return row?.count ?? 0;
  }

  async own(recipients: readonly Recipient[], deliveryIds: readonly string[]): Promise<readonly StoredDelivery[]> {
    const rows = await this.read(
      `SELECT row.*, record.key, record.value, record.headers FROM ${this.schema}.delivery AS row
       JOIN unnest($1::text[], $2::text[]) AS asked (endpoint, unit) USING (endpoint, unit)
       LEFT JOIN ${this.schema}.delivery_record AS record USING (delivery_id) WHERE delivery_id = ANY($3)`,
      [...namesOf(recipients), deliveryIds],
    );
    return rows.map(storedOf);
  }

  private read(text: string, values: readonly unknown[]): Promise<readonly StoredRow[]> {
    return withSql(this.source, (sql) => sql.rows<StoredRow>(text, values));
  }
}

function namesOf(recipients: readonly Recipient[]): unknown[] {
  return [recipients.map(({ endpoint }) => endpoint), recipients.map(({ unit }) => unit ?? '')];
}
