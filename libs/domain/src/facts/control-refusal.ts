import { parseParty, type Party } from '../endpoint/endpoint.js';
import type { ControlCode } from '../message/catalogue.js';
import type { Content } from '../message/message.js';
import type { Predicate } from './case-facts.js';
import { CONSENT_KINDS, isPredicate, PREDICATE_RULES } from './predicate-rules.js';
import { beginOf } from './dutch-day.js';

/** Why a control message changes nothing. NOT_THE_OWNER and NOT_OWN_UNIT are a 403 at the edge, the others a 400 (decisions 19). */
export type ControlRefusal =
  | 'NOT_THE_OWNER'
  | 'NOT_OWN_UNIT'
  | 'UNKNOWN_FACT'
  /** The fact follows from messages, content, envelope or lists, or is stated by another control message. */
  | 'NOT_BY_PARTICIPATION'
  | 'UNIT_REQUIRED'
  | 'UNIT_NOT_ALLOWED'
  | 'UNKNOWN_CONSENT_KIND'
  | 'MALFORMED';

/** What a control message states, once it has been found in order. */
export interface StatedFact {
  readonly predicate: Predicate;
  /** The unit or invited recipient; null when the fact holds for the whole case. */
  readonly recipient: Party | null;
}

export type ControlReading =
  | { readonly kind: 'STATED'; readonly fact: StatedFact }
  | { readonly kind: 'REFUSED'; readonly reason: ControlRefusal };

export function controlRefusal(code: ControlCode, sender: Party, content: Content): ControlRefusal | null {
  const reading = readControl(code, sender, content);
  return reading.kind === 'REFUSED' ? reading.reason : null;
}

/** Who states what by a control message, or why it is refused (`facts.md`; owners: decisions 17 and 19). */
export function readControl(code: ControlCode, sender: Party, content: Content): ControlReading {
  const predicate = predicateOf(code, content);
  if (!isPredicate(predicate)) return { kind: 'REFUSED', reason: predicate };
  const rule = PREDICATE_RULES[predicate];
  if (rule.statedBy !== code) return { kind: 'REFUSED', reason: 'NOT_BY_PARTICIPATION' };
  if (!rule.owners.includes(sender.endpoint)) return { kind: 'REFUSED', reason: 'NOT_THE_OWNER' };
  const recipient = recipientOf(predicate, sender, content);
  if (typeof recipient === 'string') return { kind: 'REFUSED', reason: recipient };
  return isWellFormed(code, content)
    ? { kind: 'STATED', fact: { predicate, recipient } }
    : { kind: 'REFUSED', reason: 'MALFORMED' };
}

function predicateOf(code: ControlCode, content: Content): Predicate | ControlRefusal {
  switch (code) {
    case 'H1':
      return Object.hasOwn(CONSENT_KINDS, String(content['kind']))
        ? (CONSENT_KINDS[String(content['kind'])] as Predicate)
        : 'UNKNOWN_CONSENT_KIND';
    case 'H2':
      return isPredicate(content['fact']) ? content['fact'] : 'UNKNOWN_FACT';
    case 'H7':
      return 'NOFAULT';
  }
}

function recipientOf(predicate: Predicate, sender: Party, content: Content): Party | null | ControlRefusal {
  const rule = PREDICATE_RULES[predicate];
  const given = content['recipientUnit'] ?? null;
  const party = typeof given === 'string' ? parseParty(given) : null;
  if (given !== null && party === null) return 'MALFORMED';
  if (rule.units === null && !rule.perRecipient) return party === null ? null : 'UNIT_NOT_ALLOWED';
  // A municipality speaks of itself alone, so it need not say so.
  if (rule.units === 'GEM' && sender.endpoint === 'GEM') {
    const own = party ?? sender;
    return own.endpoint === 'GEM' && own.unit !== null && own.unit === sender.unit ? own : 'NOT_OWN_UNIT';
  }
  if (party === null) return 'UNIT_REQUIRED';
  if (rule.units !== null && party.endpoint !== rule.units) return 'UNIT_NOT_ALLOWED';
  const needsUnit = party.endpoint === 'GEM' || party.endpoint === 'EMB';
  return needsUnit && party.unit === null ? 'UNIT_REQUIRED' : party;
}

function isWellFormed(code: ControlCode, content: Content): boolean {
  const optional = (field: string): boolean => (content[field] ?? null) === null || beginOf(content[field]) !== null;
  switch (code) {
    case 'H1':
      return beginOf(content['signedAt']) !== null && optional('validUntil');
    case 'H2':
      return typeof content['value'] === 'boolean' && optional('from') && optional('until');
    case 'H7':
      return content['phase'] === 'OPENED' || content['phase'] === 'CLOSED';
  }
}
