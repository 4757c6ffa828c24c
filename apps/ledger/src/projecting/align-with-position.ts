import type { BatchOutcome, RecordBatch } from '#lib/messaging';
import type { LedgerPosition } from '#lib/persistence';

/** The stored position says where to go on; Kafka's committed offset is a hint. `low`: the first offset that the broker still holds. */
export function alignWithPosition(
  { records, highWatermark }: RecordBatch,
  position: Pick<LedgerPosition, 'logId' | 'nextOffset'>,
  logId: string,
  low: number,
): { readonly kind: 'here' } | BatchOutcome {
  const { nextOffset } = position;
  if (position.logId !== logId) return { kind: 'halt', reason: 'the ledger was begun with another case log' };
  if (nextOffset > highWatermark) {
    return { kind: 'halt', reason: 'the ledger is ahead of its topic: this broker has lost records or is another one' };
  }
  if (nextOffset < low) return { kind: 'halt', reason: 'records that the ledger has not taken yet are gone' };
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return { kind: 'done' };
  if (nextOffset < first.offset || nextOffset > last.offset) return { kind: 'resume-at', offset: nextOffset };
  if (records.some(({ offset }) => offset === nextOffset)) return { kind: 'here' };
  return { kind: 'halt', reason: 'an offset is missing in the topic; nothing may be skipped' };
}
