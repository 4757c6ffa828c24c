import type { StoredRecord } from '#lib/messaging';

/** So many records between two transactions: enough to share their cost, few enough to keep the membership. */
const MOST_RECORDS = 250;
/** What goes out is some times what came in; bodies may be 1 MiB each. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The records from `from` on, in runs that are small enough to be held in memory with all that they lead to. */
export function* chunksOf(records: readonly StoredRecord[], from: number): Generator<readonly StoredRecord[]> {
  let begin = from;
  let bytes = 0;
  for (let at = from; at < records.length; at += 1) {
    const more = records[at]?.value?.length ?? 0;
    if (at > begin && (at - begin === MOST_RECORDS || bytes + more > MOST_BYTES)) {
      yield records.slice(begin, at);
      begin = at;
      bytes = 0;
    }
    bytes += more;
  }
  if (begin < records.length) yield records.slice(begin);
}
