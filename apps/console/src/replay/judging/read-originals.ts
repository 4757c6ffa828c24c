import type { MessageLog, StoredRecord } from '#lib/messaging';

export interface LogPlace {
  readonly partition: number;
  readonly offset: number;
}

/** So many records between two wanted ones are read over sooner than asked for apart. */
const WORTH_READING_OVER = 2000;

/**
 * Records at places of a topic, whatever their order: neighbours are fetched together, so that thousands of places cost few requests. What
 * the log no longer has is not in the answer.
 */
export async function readOriginals(
  log: Pick<MessageLog, 'read'>,
  topic: string,
  places: readonly LogPlace[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>();
  for (const { partition, from, to, wanted } of rangesOf(places)) {
    for await (const page of log.read(topic, partition, from, to)) {
      for (const record of page) {
        if (wanted.has(record.offset)) found.set(placeName({ partition, offset: record.offset }), record);
      }
    }
  }
  return found;
}

export function placeName({ partition, offset }: LogPlace): string {
  return `${partition}/${offset}`;
}

interface Range {
  readonly partition: number;
  readonly from: number;
  to: number;
  readonly wanted: Set<number>;
}

function rangesOf(places: readonly LogPlace[]): readonly Range[] {
  const sorted = places.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
  const ranges: Range[] = [];
  for (const { partition, offset } of sorted) {
    const last = ranges.at(-1);
    if (last?.partition === partition && offset - last.to <= WORTH_READING_OVER) {
      last.to = offset + 1;
      last.wanted.add(offset);
    } else {
      ranges.push({ partition, from: offset, to: offset + 1, wanted: new Set([offset]) });
    }
  }
  return ranges;
}
