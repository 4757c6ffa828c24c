import type { CaseMessage } from '../message/message.js';
import type { CaseNotes } from './case-facts.js';
import type { ReferenceLists } from './reference-lists.js';

/** Messages by which a removal is prepared or carried out; they stand or fall with the person being removable. */
const REMOVAL_MESSAGES: ReadonlySet<string> = new Set(['M24', 'M25', 'M34', 'M35', 'M36', 'M37']);

const HOUR_MS = 3_600_000;

/**
 * VAL-06: a removal message needs a recent M04 that says removable; it is asked again at booking and on the day of departure. `at` is the
 * accepted time. Sources: D-PROC, D-PIP, D-GEDW of the domain page; the age is a setting.
 */
export function lacksRemovabilityCheck(
  notes: CaseNotes,
  message: CaseMessage,
  at: number,
  lists: ReferenceLists,
): boolean {
  if (!REMOVAL_MESSAGES.has(message.code)) return false;
  const { removability } = notes;
  if (removability === null || !removability.removable) return true;
  return at - Date.parse(removability.asOf) > lists.removabilityCheckHours * HOUR_MS;
}
