import type { LedgerFilter, LedgerLine } from '#lib/persistence';
import type { Look } from '../looks/note-look.js';

/** What a listing looks at when it is about one case, decision or message; null for any other list. Pure. */
export function ledgerLook(
  { caseKey, decisionId, messageId }: LedgerFilter,
  lines: readonly Pick<LedgerLine, 'caseKey'>[],
): Look | null {
  if (decisionId !== undefined || messageId !== undefined) {
    const id = decisionId === undefined ? { messageId: messageId ?? '' } : { decisionId };
    return { action: 'decision.read', caseKey: caseKey ?? lines[0]?.caseKey ?? null, details: id };
  }
  return caseKey === undefined ? null : { action: 'case.read', caseKey };
}
