import type { CaseFacts } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import type { RouterStore } from '#lib/persistence';
import type { PartitionPlace } from './partition-place.js';

const CASE_KEY = /^[0-9a-f]{64}$/;

/**
 * The facts of these records' cases: remembered ones, the others in one query. Facts that changed at or after the offset being decided
 * show that another instance is ahead; deciding with them would not be what a recompute does (decisions 3).
 */
export async function factsOfCases(
  store: RouterStore,
  place: PartitionPlace,
  records: readonly StoredRecord[],
): Promise<((caseKey: string) => CaseFacts | null) | 'another is ahead'> {
  const known = new Map<string, CaseFacts>();
  const missing = new Set<string>();
  for (const { key } of records) {
    // A key in another form was not written by this hub; its record goes to quarantine.
    if (key === null || !CASE_KEY.test(key) || known.has(key)) continue;
    const remembered = place.facts.get(key);
    if (remembered === undefined) missing.add(key);
    else known.set(key, remembered);
  }
  if (missing.size > 0) {
    const stored = await store.factsOf(place.partition, [...missing]);
    for (const [caseKey, { facts, changedAtOffset }] of stored) {
      if (changedAtOffset >= place.row.nextOffset) return 'another is ahead';
      known.set(caseKey, facts);
    }
  }
  return (caseKey) => known.get(caseKey) ?? null;
}
