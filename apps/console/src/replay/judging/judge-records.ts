import { partitionOf } from '#lib/messaging';
import type { QuarantinedRecord } from '#lib/persistence';
import { readAgain, type ReadAgain } from '#lib/routing';
import type { ReplayParts } from '../replay-parts.js';
import { placeName, readOriginals, type LogPlace } from './read-originals.js';

/** What could be read today of records of the case log that were set aside, in the order asked. Never one whose origin is not whole. */
export async function judgeRecords(
  { log, topics, hub, contracts, partitions }: Pick<ReplayParts, 'log' | 'topics' | 'hub' | 'contracts' | 'partitions'>,
  places: readonly LogPlace[],
): Promise<readonly ReadAgain[]> {
  const found = await readOriginals(log, topics.messages, places);
  const reading = { keys: hub.keys, contracts, partitionOf: (caseKey: string) => partitionOf(caseKey, partitions) };
  return places.map((place) => readAgain(reading, found.get(placeName(place)) ?? null));
}

/** The place that an item of a plan to read again is named after. */
export function placeOf(itemId: string): LogPlace {
  const [partition = -1, offset = -1] = itemId.split('/').map(Number);
  return { partition, offset };
}

/** Has it been read since, by whatever way? */
export function isReadSince({ decided }: Pick<QuarantinedRecord, 'decided'>): boolean {
  return decided?.outcome === 'DECIDED' || decided?.outcome === 'FACTS_CHANGED';
}
