import type { CaseFacts } from '#lib/domain';
import type { PartitionRow, RouterStore } from '#lib/persistence';
import { LRUCache } from 'lru-cache';

/** Rough bytes of remembered facts per partition. Facts beyond it are read again from the database: memory does not grow with the cases. */
const CACHE_BYTES = 8 * 1024 * 1024;
const BYTES_PER_FACT = 400;
const BYTES_PER_SEEN = 200;

/** Where one partition stands, as far as this process knows. Everything in it may be thrown away: the partition's row rules. */
export interface PartitionPlace {
  readonly partition: number;
  row: PartitionRow;
  readonly facts: LRUCache<string, CaseFacts>;
}

/** The partition's row from the database; created at the beginning of the log when there is none yet. */
export async function openPlace(store: RouterStore, logId: string, partition: number): Promise<PartitionPlace> {
  const found = await store.partitionRow(partition);
  const row = found ?? (await store.createPartitionRow({ partition, logId, nextOffset: 0, inForce: null }));
  return { partition, row, facts: newCache() };
}

function newCache(): LRUCache<string, CaseFacts> {
  return new LRUCache({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ facts, seen }) =>
      1000 + Object.keys(facts).length * BYTES_PER_FACT + seen.length * BYTES_PER_SEEN,
  });
}
