import type { Cell } from '../decision/cell.js';
import type { CaseMessage } from '../message/message.js';
import type { CaseFacts } from './case-facts.js';
import { instantOf } from './dutch-day.js';
import { end, stampOf, start } from './fact-change.js';
import { factNameFor } from './fact-name.js';
import { withChanges, type LogPlace } from './fold.js';

/**
 * What the hub's own decision adds to the facts: a mission that was told of an arrival (M34) must hear of its cancellation (M38), and only
 * that mission (LP_ARRIVAL_TOLD, `facts.md`). The same object when nothing changes.
 */
export function afterDecision(
  after: CaseFacts,
  message: CaseMessage,
  cells: readonly Cell[],
  place: LogPlace,
): CaseFacts {
  if (message.code !== 'M34' && message.code !== 'M38') return after;
  const told = cells.filter((cell) => cell.recipient === 'EMB' && cell.unit !== null && cell.refusal === null);
  if (told.length === 0) return after;
  const stamp = stampOf(message, instantOf(after.acceptedAt) ?? 0, place.offset);
  const changes = told.map((cell) => {
    const name = factNameFor('LP_ARRIVAL_TOLD', { endpoint: cell.recipient, unit: cell.unit });
    return message.code === 'M34' ? start(name) : end(name);
  });
  return withChanges(after, changes, stamp);
}
