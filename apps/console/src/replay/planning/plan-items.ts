import type { NewItem, ReplayCandidate } from '#lib/persistence';
import { CARRIED_OUT, type ItemRole, type PlanItem, type Verdict } from '#lib/replay';
import { deliveryId } from '#lib/routing';

/** One line of the dry run, as it is hashed, and with what the run needs beside it. */
export interface Planned {
  readonly item: PlanItem;
  readonly stored: NewItem;
}

/** `head`: of a follower. `cell`: of a back-fill. */
export function plannedItem(
  nth: number,
  candidate: ReplayCandidate,
  verdict: Verdict,
  upgraded: boolean,
  place: { readonly role: ItemRole; readonly head: string | null; readonly cell: number | null },
): Planned {
  const { messageId, endpoint, unit, caseKey, decisionId, ruleSetThen, removal, generation, newestGeneration } =
    candidate;
  const party = unit === null ? endpoint : `${endpoint}:${unit}`;
  const item: PlanItem = {
    itemId: place.cell === null ? (candidate.deliveryId ?? '') : deliveryId(messageId, party, newestGeneration + 1),
    role: place.role,
    headId: place.head,
    deliveryId: candidate.deliveryId,
    ...{ decisionId, ruleSetThen, messageId, message: candidate.code, endpoint, unit, caseKey, generation, removal },
    verdict,
    upgraded,
  };
  return { item, stored: { ...item, nth, cell: place.cell, ...signsOf(candidate), ...carried(item) } };
}

/** An id that no delivery has. */
export function unknownItem(nth: number, id: string): Planned {
  const nothing = { messageId: null, message: null, endpoint: null, unit: null, caseKey: null };
  const item: PlanItem = {
    ...{ itemId: id, role: 'ALONE', headId: null, deliveryId: null, decisionId: null, ruleSetThen: null },
    ...nothing,
    ...{ generation: 0, removal: false, verdict: { kind: 'UNKNOWN' }, upgraded: false },
  };
  return {
    item,
    stored: { ...item, nth, cell: null, errorClass: null, reason: null, schemaId: null, carriedOut: false },
  };
}

function signsOf({ errorClass, reason, schemaId }: ReplayCandidate) {
  return { errorClass, reason, schemaId };
}

function carried({ verdict }: PlanItem): { readonly carriedOut: boolean } {
  return { carriedOut: CARRIED_OUT.has(verdict.kind) };
}
