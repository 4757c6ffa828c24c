import { type ReceiptEntry } from '../ledger-entries.port.js';
import { type Sql } from '../sql/sql.js';

/** Inserts receipts that are known to be new. Answers with the time of the last one. */
export async function storeReceipts(
  sql: Sql,
  schema: string,
  partition: number,
  entries: readonly ReceiptEntry[],
): Promise<string | null> {
  await sql.run(
    `INSERT INTO ${schema}.ledger_receipt
       (receipt_id, delivery_id, message_id, message, endpoint, unit, case_key, lane, sequence, outcome, reason, attempts, time,
        log_partition, log_offset, recipient_reference, topic_offset, record, record_hash, topic_partition)
     SELECT *, $20 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[],
       $10::text[], $11::text[], $12::int[], $13::timestamptz[], $14::int[], $15::bigint[], $16::text[], $17::bigint[], $18::bytea[], $19::text[])`,
    [
      entries.map((entry) => entry.receiptId),
      entries.map((entry) => entry.deliveryId),
      entries.map((entry) => entry.messageId),
      entries.map((entry) => entry.message),
      entries.map((entry) => entry.endpoint),
      entries.map((entry) => entry.unit),
      entries.map((entry) => entry.caseKey),
      entries.map((entry) => entry.lane),
      entries.map((entry) => entry.sequence),
      entries.map((entry) => entry.outcome),
      entries.map((entry) => entry.reason),
      entries.map((entry) => entry.attempts),
      entries.map((entry) => entry.time),
      entries.map((entry) => entry.logPartition),
      entries.map((entry) => entry.logOffset),
      entries.map((entry) => entry.recipientReference),
      entries.map((entry) => entry.topicOffset),
      entries.map((entry) => entry.record),
      entries.map((entry) => entry.recordHash),
      partition,
    ],
  );
  return entries.at(-1)?.time ?? null;
}
