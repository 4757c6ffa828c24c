import type { ReRoute } from '#lib/contracts';
import { ENDPOINTS, partyName, type Cell, type Content, type Party, type RefusalCode } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';

/** Id of the record: one per message and generation, so that a plan that is carried out twice is seen to be one. */
export function reRouteId(messageId: string, generation: number): string {
  return `re-route/${messageId}/${generation}`;
}

/** The message as its door wrote it, at the place in the log where it is decided again. */
export function originalOf(reRoute: ReRoute, stored: StoredRecord): StoredRecord {
  const headers = Object.fromEntries(reRoute.headers.map(({ name, value }) => [name, value]));
  return { ...stored, headers, value: Buffer.from(reRoute.value, 'base64') };
}

/** The other way round: what the operator's side writes. */
export function reRouteContent(
  original: StoredRecord & { readonly value: Buffer },
  about: Omit<ReRoute, 'headers' | 'value' | 'originalOffset'>,
): Content {
  return {
    ...about,
    originalOffset: original.offset,
    headers: Object.entries(original.headers).map(([name, value]) => ({ name, value })),
    value: original.value.toString('base64'),
  };
}

/**
 * The cells of today for the named recipients alone; one that today's facts do not name at all is refused. `narrower`: whatever was refused or
 * left out then stays so. A message that was refused as a whole (VAL-09, VAL-15) stays refused in any case.
 */
export function cellsAgain(reRoute: ReRoute, today: readonly Cell[]): readonly Cell[] {
  const byName = new Map(today.map((cell) => [partyName(partyOf(cell)), cell]));
  return recipientsOf(reRoute).map(({ party, then }) => {
    const cell = byName.get(partyName(party)) ?? refused(party, 'DENY_CONDITION');
    if (cell.refusal !== null) return cell;
    const refusedThen = then.thenRefusal ?? null;
    if (refusedThen !== null && (reRoute.narrower || refusedThen.startsWith('REJECT:'))) {
      return { ...cell, refusal: refusedThen as RefusalCode, removed: [], masked: [] };
    }
    return reRoute.narrower ? narrowed(cell, then) : cell;
  });
}

/** When nothing better can be said than no. */
export function refusedAgain(reRoute: ReRoute, refusal: RefusalCode): readonly Cell[] {
  return recipientsOf(reRoute).map(({ party }) => refused(party, refusal));
}

type Then = ReRoute['recipients'][number];

function recipientsOf({ recipients }: ReRoute): readonly { readonly party: Party; readonly then: Then }[] {
  return recipients.flatMap((then) => {
    const endpoint = ENDPOINTS.find((one) => one === then.endpoint);
    return endpoint === undefined ? [] : [{ party: { endpoint, unit: then.unit ?? null }, then }];
  });
}

function narrowed(cell: Cell, then: Then): Cell {
  const removed = [...cell.removed, ...then.thenRemoved.filter((field) => !cell.removed.includes(field))];
  const masked = [...cell.masked, ...then.thenMasked.filter((field) => !cell.masked.includes(field))];
  return { ...cell, removed, masked: masked.filter((field) => !removed.includes(field)) };
}

function partyOf({ recipient, unit }: Cell): Party {
  return { endpoint: recipient, unit };
}

function refused({ endpoint, unit }: Party, refusal: RefusalCode): Cell {
  return { recipient: endpoint, unit, refusal, ruleId: null, removed: [], masked: [], read: {} };
}
