/** What a batch of entries comes down to, given which of their ids are known and with which content. */
export interface PlannedEntries<E> {
  readonly fresh: readonly E[];
  readonly repeated: number;
  /** The first entry whose id is known with other content; nothing after it is taken. */
  readonly differing: E | null;
}

interface Hashed {
  readonly recordHash: string;
}

/** Pure. `known`: id → hash of what is stored already. Repeats may also lie within the batch. */
export function planEntries<E extends Hashed>(
  entries: readonly E[],
  known: ReadonlyMap<string, string>,
  idOf: (entry: E) => string,
): PlannedEntries<E> {
  const seen = new Map(known);
  const fresh: E[] = [];
  let repeated = 0;
  for (const entry of entries) {
    const hash = seen.get(idOf(entry));
    if (hash === undefined) {
      seen.set(idOf(entry), entry.recordHash);
      fresh.push(entry);
    } else if (hash === entry.recordHash) {
      repeated += 1;
    } else {
      return { fresh, repeated, differing: entry };
    }
  }
  return { fresh, repeated, differing: null };
}
