import type { Party } from '#lib/domain';
import { encryptSmall, missionReference } from '#lib/platform';
import { TEST_KEYS, type MemoryRuntime } from './memory-runtime.fake.js';

/** Stores the reference of this case for this mission, as the router does; answers with it. */
export function giveReference(
  { keys, memory }: Pick<MemoryRuntime, 'keys' | 'memory'>,
  party: Party,
  vNumber: string,
): string {
  const caseKey = keys.caseKeyOf(vNumber);
  const unit = party.unit ?? '';
  const reference = missionReference(caseKey, unit, TEST_KEYS.reference);
  const vNumberEncrypted = encryptSmall(vNumber, TEST_KEYS.storageKey, caseKey);
  memory.given.push({ unit, reference, caseKey, vNumberEncrypted });
  return reference;
}
