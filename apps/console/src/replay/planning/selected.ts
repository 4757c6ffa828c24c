import type { DeadLetterSigns, PlanLease, StoredPlan } from '#lib/persistence';
import { groupOf, type Selection } from '#lib/replay';
import type { ReplayParts } from '../replay-parts.js';
import { judgeCells, judgeDeliveries } from './judge-chunk.js';
import { selectedRecords } from './plan-records.js';
import type { Selected } from './selected-items.js';

/** null: the lease is lost. */
export async function selected(
  parts: ReplayParts,
  { planId, kind }: Pick<StoredPlan, 'planId' | 'kind'>,
  lease: PlanLease,
  selection: Selection,
  most: number,
): Promise<Selected | null> {
  if (kind === 'RE_READ') return selectedRecords(parts, selection, most);
  const { replayCandidates } = parts.database;
  const { endpoint, unit, message: code, caseKey, since, until, deliveryIds, errorClass, reason } = selection;
  const given = { ...present({ unit, code, caseKey }) };
  if (kind === 'BACK_FILL') {
    const period = { endpoint: endpoint ?? '', since: since ?? '', until: until ?? '' };
    const count = await replayCandidates.pinBackFill(lease, { ...given, ...period }, most);
    return count === null ? null : { count, chunk: pinnedChunk(parts, planId) };
  }
  const held = selection.held === true;
  const signs = selection.group === undefined ? null : await signsOf(parts.database, selection.group);
  if (signs === undefined) return NOTHING;
  const filter = { ...given, ...present({ endpoint, deliveryIds, errorClass, reason, since, until }), held };
  const count = await replayCandidates.pin(lease, { ...filter, ...(signs === null ? {} : { signs }) }, most);
  return count === null ? null : { count, chunk: pinnedChunk(parts, planId) };
}

const NOTHING: Selected = { count: 0, chunk: () => Promise.resolve([]) };

function pinnedChunk(parts: ReplayParts, planId: string): Selected['chunk'] {
  return async (from, size, order) => {
    const pinned = await parts.database.replayCandidates.pinned(planId, from, size);
    const cells = pinned.flatMap(({ cell }) => (cell === null ? [] : [cell]));
    if (cells.length > 0) return judgeCells(parts, order, cells);
    return judgeDeliveries(
      parts,
      order,
      pinned.flatMap(({ deliveryId }) => (deliveryId === null ? [] : [deliveryId])),
    );
  };
}

/** A group's name is a hash: its signs are found among those that there are. */
async function signsOf(
  { deadLetters }: Pick<ReplayParts['database'], 'deadLetters'>,
  group: string,
): Promise<DeadLetterSigns | undefined> {
  const groups = await deadLetters.groups({});
  return groups.find(({ endpoint, unit, code: message, errorClass, reason, schemaId }) => {
    return reason !== null && groupOf({ endpoint, unit, message, errorClass, reason, schemaId }) === group;
  });
}

function present<T extends Readonly<Record<string, unknown>>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
