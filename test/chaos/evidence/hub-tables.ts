import { Client } from 'pg';
import { schemaNameOf } from '#lib/persistence';
import type { DeliveryRowSeen, PlaceSample } from './evidence.js';

type Row = Readonly<Record<string, string | null>>;

/** Looks into the hub's tables from outside, with a connection per look: the database is killed now and then. */
export class HubTables {
  constructor(
    private readonly url: string,
    private readonly prefix: string,
  ) {}

  async places(): Promise<readonly PlaceSample[]> {
    const rows = await this.ask(
      `SELECT 'router' AS reader, partition, next_offset AS next FROM partition_row
       UNION ALL SELECT 'ledger of ' || stream, partition, next_offset FROM ledger_position`,
    );
    return rows.map(({ reader, partition, next }) => ({
      kept: 'row',
      reader: reader ?? '',
      partition: Number(partition),
      next: Number(next),
    }));
  }

  /** Deliveries that somebody still has to do something with, and those decided that no adapter has taken; `but`: not those for this recipient. */
  async underway(but: string | null = null): Promise<number> {
    const [row] = await this.ask(
      `SELECT (SELECT count(*) FROM delivery WHERE state IN ('WAITING', 'ATTEMPTING') AND endpoint IS DISTINCT FROM $1)
            + (SELECT count(*) FROM ledger_cell c WHERE c.delivery_id IS NOT NULL AND c.recipient IS DISTINCT FROM $1
                 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.delivery_id = c.delivery_id)) AS underway`,
      [but],
    );
    return Number(row?.['underway']);
  }

  async deliveries(): Promise<readonly DeliveryRowSeen[]> {
    const rows = await this.ask(
      `SELECT delivery_id, message_id, endpoint, unit, case_key, lane, removal::text AS removal, generation, seq, case_seq, state
         FROM delivery ORDER BY endpoint, unit, seq`,
    );
    return rows.map((row) => ({
      deliveryId: row['delivery_id'] ?? '',
      messageId: row['message_id'] ?? '',
      endpoint: row['endpoint'] ?? '',
      unit: row['unit'] === '' ? null : (row['unit'] ?? null),
      caseKey: row['case_key'] ?? '',
      lane: row['lane'] ?? '',
      removal: row['removal'] === 'true',
      generation: Number(row['generation']),
      seq: Number(row['seq']),
      caseSeq: Number(row['case_seq']),
      state: row['state'] ?? '',
    }));
  }

  async ledger(): Promise<{ readonly decisions: number; readonly cells: number }> {
    const [row] = await this.ask(
      'SELECT (SELECT count(*) FROM ledger_decision) AS decisions, (SELECT count(*) FROM ledger_cell) AS cells',
    );
    return { decisions: Number(row?.['decisions']), cells: Number(row?.['cells']) };
  }

  private async ask(query: string, values: readonly (string | null)[] = []): Promise<readonly Row[]> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`SET search_path TO ${client.escapeIdentifier(schemaNameOf(this.prefix))}`);
      return (await client.query<Row>(query, [...values])).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
