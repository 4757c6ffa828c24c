import { type Sql } from '../sql/sql.js';
import { type UnreadableRecord } from '../quarantine.port.js';

/** Inserts records that are set aside; one that is there stays as it is. */
export async function storeUnreadable(sql: Sql, schema: string, records: readonly UnreadableRecord[]): Promise<void> {
  await sql.run(
    `INSERT INTO ${schema}.quarantined_record (quarantine_id, origin, endpoint, record_partition, record_offset, reason, claimed_sender,
       claimed_message, claimed_message_id, bytes, record_hash, set_aside_at)
     SELECT "quarantineId", origin, endpoint, "partition", "offset", reason, "claimedSender", "claimedMessage", "claimedMessageId", bytes,
       hash, clock_timestamp()
     FROM json_to_recordset($1::json) AS given ("quarantineId" text, origin text, endpoint text, "partition" integer, "offset" bigint,
       reason text, "claimedSender" text, "claimedMessage" text, "claimedMessageId" text, bytes integer, hash text)
     ON CONFLICT (quarantine_id) DO NOTHING`,
    [JSON.stringify(records)],
  );
}
