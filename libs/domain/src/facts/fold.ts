import type { ControlCode } from '../message/catalogue.js';
import { CONTROL_CODES } from '../message/catalogue.js';
import type { CaseMessage } from '../message/message.js';
import type { CaseFacts, Fact, FactName } from './case-facts.js';
import { changedNotes, reportsEndOfConsent } from './case-notes.js';
import { controlChanges } from './control-changes.js';
import { readControl, type ControlRefusal } from './control-refusal.js';
import { instantOf } from './dutch-day.js';
import { emptyFacts } from './empty-facts.js';
import { changedFact, holdsAt, stampOf, type FactChange, type FactStamp } from './fact-change.js';
import { unitNamedBy } from './fact-name.js';
import { messageChanges } from './message-changes.js';
import { warningsFor, type Warning } from './warnings.js';
import type { ReferenceLists } from './reference-lists.js';
import { rejectionOf, type Rejection } from './rejection.js';
import { changedStop, stopEffect } from './stop-effect.js';

export type Folded =
  | {
      readonly kind: 'FOLDED';
      /** Accepted time with which the message is decided: within a case it never runs backwards (decisions 7). */
      readonly at: string;
      /** The facts that decide this message: its starts counted, its ends not yet (but the end of a consent or a stop at once). */
      readonly deciding: CaseFacts;
      /** The facts for the messages after it. */
      readonly after: CaseFacts;
      readonly warnings: readonly Warning[];
      readonly rejection: Rejection | null;
    }
  | { readonly kind: 'REJECTED'; readonly at: string; readonly reason: ControlRefusal; readonly after: CaseFacts };

/** Where in the case log the message lies. */
export interface LogPlace {
  readonly offset: number;
}

/**
 * Folds one accepted message into the facts of its case (`facts.md`, decisions 15 to 20). Repeats are recognised before (`recogniseRepeat`).
 * `before` null: the first message of the case.
 */
export function fold(before: CaseFacts | null, message: CaseMessage, place: LogPlace, lists: ReferenceLists): Folded {
  const known = before ?? emptyFacts();
  const at = Math.max(instantOf(message.acceptedAt) ?? 0, instantOf(known.acceptedAt) ?? 0);
  const time = new Date(at).toISOString();
  const facts: CaseFacts = known.acceptedAt === time ? known : { ...known, acceptedAt: time };
  const stamp = stampOf(message, at, place.offset);
  if (isControl(message.code)) return foldControl(facts, message, message.code, stamp, lists, time);
  const rejection = rejectionOf(facts.notes, message, at, lists);
  if (rejection !== null) {
    return { kind: 'FOLDED', at: time, deciding: facts, after: facts, warnings: [], rejection };
  }
  return foldCaseMessage(facts, message, stamp, lists, time);
}

function foldControl(
  facts: CaseFacts,
  message: CaseMessage,
  code: ControlCode,
  stamp: FactStamp,
  lists: ReferenceLists,
  at: string,
): Folded {
  const reading = readControl(code, message.sender, message.content);
  if (reading.kind === 'REFUSED') return { kind: 'REJECTED', at, reason: reading.reason, after: facts };
  const changed = withChanges(facts, [controlChanges(message, reading.fact, stamp.at, lists)], stamp);
  const onRecord = reading.fact.predicate === 'IOM_CONSENT' && holds(changed, 'IOM_CONSENT', stamp.at);
  const after =
    onRecord && !changed.notes.iomConsentOnRecord
      ? { ...changed, notes: { ...changed.notes, iomConsentOnRecord: true } }
      : changed;
  return { kind: 'FOLDED', at, deciding: after, after, warnings: [], rejection: null };
}

function foldCaseMessage(
  facts: CaseFacts,
  message: CaseMessage,
  stamp: FactStamp,
  lists: ReferenceLists,
  at: string,
): Folded {
  const changes = messageChanges(message, facts, lists);
  const stopped = withStop(facts, message, stamp);
  const after = withChanges(stopped, changes, stamp);
  const atOnce = changes.filter((change) => change.counts === 'AT_ONCE');
  const deciding = atOnce.length === changes.length ? after : withChanges(stopped, atOnce, stamp);
  const consent = holds(after, 'IOM_CONSENT', stamp.at);
  const closing = reportsEndOfConsent(facts.notes, message, consent);
  const notes = changedNotes(facts.notes, message, stamp.asOf, stamp.at, consent);
  return {
    kind: 'FOLDED',
    at,
    deciding: closing ? withClosing(deciding, stamp) : deciding,
    after: notes === after.notes ? after : { ...after, notes },
    warnings: warningsFor(deciding, message, stamp.at, lists),
    rejection: null,
  };
}

function withStop(facts: CaseFacts, message: CaseMessage, stamp: FactStamp): CaseFacts {
  const effect = stopEffect(message.code, message.sender, message.content);
  if (effect === null) return facts;
  const previous = facts.stops[effect.ground];
  const stop = changedStop(previous, effect, stamp);
  return stop === previous ? facts : { ...facts, stops: { ...facts.stops, [effect.ground]: stop } };
}

/** The same object when nothing changes, so that what is computed from the facts stays valid. */
export function withChanges(facts: CaseFacts, changes: readonly FactChange[], stamp: FactStamp): CaseFacts {
  let entries: Record<FactName, Fact> | null = null;
  let units = facts.units;
  for (const change of changes) {
    const previous = facts.facts[change.name];
    const fact = changedFact(previous, change, stamp);
    if (fact === previous) continue;
    entries ??= { ...facts.facts };
    entries[change.name] = fact;
    const unit = unitNamedBy(change.name);
    if (unit !== null && !units.includes(unit)) units = [...units, unit];
  }
  return entries === null ? facts : { ...facts, facts: entries, units };
}

/** IOM_CLOSING belongs to the deciding of one message; it is never stored. */
function withClosing(facts: CaseFacts, stamp: FactStamp): CaseFacts {
  const change = { kind: 'START', name: 'IOM_CLOSING', from: null, until: null, counts: 'AT_ONCE' } as const;
  return { ...facts, facts: { ...facts.facts, IOM_CLOSING: changedFact(undefined, change, stamp) } };
}

function holds(facts: CaseFacts, name: FactName, at: number): boolean {
  const fact = facts.facts[name];
  return fact !== undefined && holdsAt(fact, at);
}

function isControl(code: string): code is ControlCode {
  return (CONTROL_CODES as readonly string[]).includes(code);
}
