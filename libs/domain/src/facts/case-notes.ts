import type { CaseMessage, Content } from '../message/message.js';
import type { CaseNotes } from './case-facts.js';
import { endOf, instantOf } from './dutch-day.js';

/**
 * What later messages are checked against. `consentHolds` is the IOM consent after the message.
 * The same object when the message says nothing that matters.
 */
export function changedNotes(
  notes: CaseNotes,
  message: CaseMessage,
  asOf: number,
  at: number,
  consentHolds: boolean,
): CaseNotes {
  const { content } = message;
  switch (message.code) {
    case 'M04':
      return removabilityNotes(notes, content, asOf);
    case 'M28':
      return isNewer(notes.advice, asOf)
        ? { ...notes, advice: { asOf: iso(asOf), travelConditions: codesOf(content, 'travelConditions') } }
        : notes;
    case 'M30':
      return isNewer(notes.fitness, asOf) ? { ...notes, fitness: fitnessOf(content, asOf) } : notes;
    case 'M31':
      return consentNotes(notes, content, consentHolds);
    case 'M42':
      return { ...notes, dossierAt: iso(at) };
    default:
      return saysMinor(message) && !notes.minor ? { ...notes, minor: true } : notes;
  }
}

/** True while deciding the first M31 that reports the end of a consent on record (IOM_CLOSING, decisions 18). */
export function reportsEndOfConsent(notes: CaseNotes, message: CaseMessage, consentHolds: boolean): boolean {
  const closing = message.content['changeType'] === 'INGETROKKEN' || message.content['changeType'] === 'AFGEWEZEN';
  return message.code === 'M31' && closing && notes.iomConsentOnRecord && !consentHolds;
}

/** Codes of a list field, sorted and without repeats, so that two lists can be compared. */
export function codesOf(content: Content, field: string): readonly string[] {
  const value = content[field];
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((code): code is string => typeof code === 'string'))].sort();
}

function consentNotes(notes: CaseNotes, content: Content, holds: boolean): CaseNotes {
  const begins = content['changeType'] === 'NIEUW' || content['changeType'] === 'VERLENGD';
  const onRecord = holds || (notes.iomConsentOnRecord && begins);
  return onRecord === notes.iomConsentOnRecord ? notes : { ...notes, iomConsentOnRecord: onRecord };
}

/** The check counts from the moment at which it was made, but never from one later than the message itself. */
function removabilityNotes(notes: CaseNotes, content: Content, asOf: number): CaseNotes {
  if (content['phase'] !== 'RESPONSE') return notes;
  const checked = Math.min(instantOf(content['checkedAt']) ?? asOf, asOf);
  if (!isNewer(notes.removability, checked)) return notes;
  return { ...notes, removability: { asOf: iso(checked), removable: content['removable'] === true } };
}

function fitnessOf(content: Content, asOf: number): NonNullable<CaseNotes['fitness']> {
  const until = endOf(content['validUntil']);
  return {
    asOf: iso(asOf),
    validUntil: until === null ? null : iso(until),
    travelConditions: codesOf(content, 'travelConditions'),
  };
}

function saysMinor({ code, content }: CaseMessage): boolean {
  if (code === 'M14' || code === 'M40') return true;
  return (code === 'M13' && content['isMinor'] === true) || (code === 'M15' && content['minorInvolved'] === true);
}

function isNewer(note: { readonly asOf: string } | null, asOf: number): boolean {
  return note === null || Date.parse(note.asOf) <= asOf;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
