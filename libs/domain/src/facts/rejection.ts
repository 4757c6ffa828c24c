import type { CaseMessage, Content } from '../message/message.js';
import { codesOf } from './case-notes.js';
import type { CaseNotes } from './case-facts.js';
import { addDays, dutchDateOf, instantOf, startOfDutchDay } from './dutch-day.js';
import type { ReferenceLists } from './reference-lists.js';
import { lacksRemovabilityCheck } from './removability-check.js';

/** Validation rules that need the facts of the case: the message is refused for every recipient and changes no facts (decisions 6, 12). */
export type Rejection = 'VAL-06' | 'VAL-09' | 'VAL-15';

export function rejectionOf(
  notes: CaseNotes,
  message: CaseMessage,
  at: number,
  lists: ReferenceLists,
): Rejection | null {
  if (lists.refuseUncheckedRemoval && lacksRemovabilityCheck(notes, message, at, lists)) return 'VAL-06';
  if (message.code === 'M34') return contradictsTravelConditions(notes, message.content) ? 'VAL-09' : null;
  if (message.code === 'M08') return fallsInRestTerm(notes, message.content, at, lists) ? 'VAL-15' : null;
  return null;
}

/**
 * VAL-09: a booking carries the travel conditions of the last M28 or M30, and leaves before the M30 runs out when there are any. The health
 * facts of an escort must be correct and current (Inspectorate, I-2019).
 */
function contradictsTravelConditions(notes: CaseNotes, booking: Content): boolean {
  const { fitness, advice } = notes;
  const advised = advice !== null && (fitness === null || Date.parse(advice.asOf) > Date.parse(fitness.asOf));
  const conditions = advised ? advice.travelConditions : fitness?.travelConditions;
  if (conditions === undefined) return false;
  if (conditions.join() !== codesOf(booking, 'travelConditions').join()) return true;
  if (conditions.length === 0 || fitness === null) return false;
  const departure = instantOf(booking['departureAt']);
  return departure === null || fitness.validUntil === null || departure > Date.parse(fitness.validUntil);
}

/** VAL-15: after the dossier (M42) the LSO in an LVV rests for a term in calendar days before it decides (K-LVV). */
function fallsInRestTerm(notes: CaseNotes, item: Content, at: number, lists: ReferenceLists): boolean {
  const decides = typeof item['decision'] === 'string' && item['decision'].trim() !== '';
  if (item['forum'] !== 'LSO_LVV' || !decides || notes.dossierAt === null) return false;
  const rested = addDays(dutchDateOf(Date.parse(notes.dossierAt)), lists.lvvRestDays);
  return at < (startOfDutchDay(rested) ?? Number.POSITIVE_INFINITY);
}
