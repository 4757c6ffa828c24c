import type { BatchOutcome, RecordBatch } from '#lib/messaging';
import type { PartitionRow } from '#lib/persistence';

/** Where in this batch the partition goes on; or what to do when it does not go on here. */
export type Alignment = { readonly kind: 'here'; readonly index: number } | BatchOutcome;

/**
 * The partition's row says where to go on, Kafka's committed offset is only a hint (decisions 3). `low` is the first offset that the broker
 * still holds.
 */
export function align(batch: RecordBatch, row: PartitionRow, logId: string, low: number): Alignment {
  const first = batch.records[0];
  const { nextOffset } = row;
  if (row.logId !== logId) return { kind: 'halt', reason: 'the row of this partition belongs to another case log' };
  if (nextOffset > batch.highWatermark) {
    return {
      kind: 'halt',
      reason: 'the database is ahead of the case log: this broker has lost records or is another one',
    };
  }
  if (first === undefined) return { kind: 'done' };
  if (nextOffset < first.offset) {
    if (nextOffset < low)
      return { kind: 'halt', reason: 'records that were not decided yet are gone from the case log' };
    return { kind: 'resume-at', offset: nextOffset };
  }
  const index = batch.records.findIndex(({ offset }) => offset >= nextOffset);
  if (index === -1) return { kind: 'resume-at', offset: nextOffset };
  // The row counts records, so not one may be missing up to the last.
  const last = nextOffset + batch.records.length - index - 1;
  if (batch.records[index]?.offset !== nextOffset || batch.records.at(-1)?.offset !== last) {
    return { kind: 'halt', reason: 'an offset is missing in the case log; nothing may be skipped' };
  }
  return { kind: 'here', index };
}
