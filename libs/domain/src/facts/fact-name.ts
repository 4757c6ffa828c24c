import { hasUnits, isEndpoint, parseParty, type Endpoint, type Party } from '../endpoint/endpoint.js';
import type { FactName, Predicate } from './case-facts.js';
import { isPredicate } from './predicate-rules.js';

export interface ParsedFactName {
  readonly predicate: Predicate;
  /** null = the fact holds for every recipient. */
  readonly endpoint: Endpoint | null;
  readonly unit: string | null;
}

/** `LKO_INV` + VWN → `LKO_INV@VWN`; `LP` + EMB:NG → `LP@EMB:NG` (decisions 15). */
export function factNameFor(predicate: Predicate, recipient: Party | null): FactName {
  if (recipient === null) return predicate;
  return recipient.unit === null
    ? `${predicate}@${recipient.endpoint}`
    : `${predicate}@${recipient.endpoint}:${recipient.unit}`;
}

/** Reads `FACT[@ENDPOINT[:unit]]`; null when predicate, endpoint or unit is unknown. A stop concerns everybody, so SUSP takes no recipient. */
export function parseFactName(name: string): ParsedFactName | null {
  const at = name.indexOf('@');
  const predicate = at < 0 ? name : name.slice(0, at);
  if (!isPredicate(predicate)) return null;
  if (at < 0) return { predicate, endpoint: null, unit: null };
  const party = parseParty(name.slice(at + 1));
  return party === null || predicate === 'SUSP' ? null : { predicate, endpoint: party.endpoint, unit: party.unit };
}

/** The unit that a fact names, as in `CaseFacts.units`; null when it names none. */
export function unitNamedBy(name: FactName): string | null {
  const party = name.slice(name.indexOf('@') + 1);
  const endpoint = party.slice(0, party.indexOf(':'));
  return party.includes(':') && isEndpoint(endpoint) && hasUnits(endpoint) ? party : null;
}
