import type { CaseMessage } from '../message/message.js';
import type { CaseFacts } from './case-facts.js';
import { dutchDateOf } from './dutch-day.js';
import { holdsAt } from './fact-change.js';
import type { ReferenceLists } from './reference-lists.js';
import { lacksRemovabilityCheck } from './removability-check.js';

/** Checks that never refuse, but tell the sender in the receipt (decisions 12). */
export type Warning = 'VAL-06' | 'VAL-12';

/** What the sender is told without being refused, in order of number. */
export function warningsFor(
  facts: CaseFacts,
  message: CaseMessage,
  at: number,
  lists: ReferenceLists,
): readonly Warning[] {
  const unchecked = lacksRemovabilityCheck(facts.notes, message, at, lists);
  return unchecked ? ['VAL-06', ...minorWarning(facts, message, at)] : minorWarning(facts, message, at);
}

/** VAL-12: a detention proposal or order for a minor needs Nidos at the table; without its invitation on record the sender is warned. */
function minorWarning(facts: CaseFacts, message: CaseMessage, at: number): readonly Warning[] {
  if (message.code !== 'M15' && message.code !== 'M16') return [];
  return concernsMinor(facts, message, at) && !holds(facts, 'LKO_INV@NID', at) ? ['VAL-12'] : [];
}

function concernsMinor(facts: CaseFacts, message: CaseMessage, at: number): boolean {
  return (
    message.content['minorInvolved'] === true ||
    facts.notes.minor ||
    holds(facts, 'UAM', at) ||
    holds(facts, 'OTS', at) ||
    isUnderage(message.content['person'], at)
  );
}

/** Unknown parts of a birth date (`2010-00-00`) count as the last possible day: a warning too many does no harm. */
function isUnderage(person: unknown, at: number): boolean {
  const birthDate =
    typeof person === 'object' && person !== null ? (person as Record<string, unknown>)['birthDate'] : null;
  const parts = typeof birthDate === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate) : null;
  if (parts === null) return false;
  const month = parts[2] === '00' ? '12' : parts[2];
  const day = parts[3] === '00' ? '31' : parts[3];
  return dutchDateOf(at) < `${String(Number(parts[1]) + 18).padStart(4, '0')}-${month}-${day}`;
}

function holds(facts: CaseFacts, name: string, at: number): boolean {
  const fact = facts.facts[name];
  return fact !== undefined && holdsAt(fact, at);
}
