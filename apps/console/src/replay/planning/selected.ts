import type { BackFillCell, DeadLetterSigns, QuarantinedRecord, StoredPlan } from '#lib/persistence';
import { groupOf, type Selection } from '#lib/replay';
import type { ReplayParts } from '../replay-parts.js';
import { selectedRecords } from './plan-records.js';

/** What a plan is about, pinned when the dry run begins: nothing that comes later gets into it. */
export type Selected =
  | { readonly kind: 'deliveries'; readonly ids: readonly string[] }
  | { readonly kind: 'cells'; readonly cells: readonly BackFillCell[] }
  | { readonly kind: 'records'; readonly records: readonly QuarantinedRecord[] };

/** In the order of the case log; `most` + 1 when there are more. */
export async function selected(
  { database }: Pick<ReplayParts, 'database'>,
  plan: Pick<StoredPlan, 'kind'>,
  selection: Selection,
  most: number,
): Promise<Selected> {
  if (plan.kind === 'RE_READ')
    return { kind: 'records', records: await selectedRecords({ database }, selection, most) };
  const { replayCandidates } = database;
  const { endpoint, unit, message: code, caseKey, since, until, deliveryIds, errorClass, reason } = selection;
  const given = { ...present({ unit, code, caseKey }) };
  if (plan.kind === 'BACK_FILL') {
    const period = { endpoint: endpoint ?? '', since: since ?? '', until: until ?? '' };
    return { kind: 'cells', cells: await replayCandidates.selectBackFill({ ...given, ...period }, most) };
  }
  const filter = { ...given, ...present({ endpoint, deliveryIds, errorClass, reason, since, until }) };
  const held = selection.held === true;
  if (selection.group === undefined) {
    return { kind: 'deliveries', ids: await replayCandidates.select({ ...filter, held }, most) };
  }
  const signs = await signsOf(database, selection.group);
  if (signs === undefined) return { kind: 'deliveries', ids: [] };
  return { kind: 'deliveries', ids: await replayCandidates.select({ ...filter, held, signs }, most) };
}

/** A group's name is a hash: its signs are found among those that there are. */
async function signsOf(
  { deadLetters }: Pick<ReplayParts['database'], 'deadLetters'>,
  group: string,
): Promise<DeadLetterSigns | undefined> {
  const groups = await deadLetters.groups({});
  const found = groups.find(({ endpoint, unit, code: message, errorClass, reason, schemaId }) => {
    return reason !== null && groupOf({ endpoint, unit, message, errorClass, reason, schemaId }) === group;
  });
  return found;
}

function present<T extends Readonly<Record<string, unknown>>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
