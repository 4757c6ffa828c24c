import type { ReplayCandidate, StoredItem } from '#lib/persistence';
import type { ReplayParts } from '../replay-parts.js';

type Parts = Pick<ReplayParts, 'database' | 'contracts'>;

/** A plan's items as the tables show them now, by `nth`; one that is gone is left out. */
export async function lookAtItems(
  { database, contracts }: Parts,
  planId: string,
  items: readonly StoredItem[],
): Promise<ReadonlyMap<number, ReplayCandidate>> {
  const { replayCandidates } = database;
  const cells = items.flatMap((item) =>
    item.cell === null || item.decisionId === null ? [] : [{ item, decisionId: item.decisionId, cell: item.cell }],
  );
  const deliveries = items.flatMap((item) => (item.cell === null && item.deliveryId !== null ? [item] : []));
  const found = new Map<number, ReplayCandidate>();
  const filled = await replayCandidates.lookBackFill(cells, planId);
  const byCell = new Map(filled.map((one) => [cellName(one), withRemoval(contracts, one)]));
  for (const { item } of cells) put(found, item.nth, byCell.get(cellName(item)));
  const looked = await replayCandidates.look(
    deliveries.map(({ deliveryId }) => deliveryId ?? ''),
    planId,
  );
  const byId = new Map(looked.map((one) => [one.deliveryId, one]));
  for (const { nth, deliveryId } of deliveries) put(found, nth, byId.get(deliveryId));
  return found;
}

/** What was refused has no row that says whether it is a removal message; the catalogue does. */
export function withRemoval(contracts: Parts['contracts'], candidate: ReplayCandidate): ReplayCandidate {
  const removal = contracts.message(candidate.code)?.definition?.blockedWhileSuspended ?? true;
  return { ...candidate, removal: candidate.removal || removal };
}

function cellName({ decisionId, endpoint, unit }: Pick<StoredItem, 'decisionId' | 'endpoint' | 'unit'>): string {
  return `${decisionId ?? ''} ${endpoint ?? ''}:${unit ?? ''}`;
}

function put(found: Map<number, ReplayCandidate>, nth: number, candidate: ReplayCandidate | undefined): void {
  if (candidate !== undefined) found.set(nth, candidate);
}
