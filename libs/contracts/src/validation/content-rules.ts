import type { ContractCode } from '../message/contract-code.js';
import type { Settings } from '../reference/settings.js';
import { dayOf, instantOf } from '../avro/instant.js';
import type { ContractError } from './contract-error.js';
import type { EdgeEnvelope } from './edge-envelope.js';
import { latestDay } from './partial-date.js';
import { workingDaysBetween } from './working-days.js';

/** Reads fields that may be absent or of the wrong type: the JSON Schema reports those, so that all errors come in one answer. */
type Body = Readonly<Record<string, unknown>>;
type ContentRule = (body: Body, envelope: EdgeEnvelope, settings: Settings) => ContractError | null;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Rules of the domain page 3.8 that look at more than one field. */
const RULES: Readonly<Partial<Record<ContractCode, readonly ContentRule[]>>> = {
  M10: [ferreiraTest],
  M22: [fingerprintsOfSmallChild],
  M24: [fingerprintsOfSmallChild],
  M35: [noticeOfFlight],
  M39: [noticeToMemberState, withinTransferTerm],
};

export function contentErrors(
  code: ContractCode,
  body: unknown,
  envelope: EdgeEnvelope,
  settings: Settings,
): readonly ContractError[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const rules = RULES[code] ?? [];
  return rules.map((rule) => rule(body as Body, envelope, settings)).filter((error) => error !== null);
}

/** VAL-10: no eviction of a family without the Ferreira test. */
function ferreiraTest(body: Body): ContractError | null {
  if (body['evictionRequested'] !== true || body['minorChildrenPresent'] !== true) return null;
  if (body['ferreiraTestDone'] === true) return null;
  return { pointer: '/ferreiraTestDone', code: 'VAL-10', message: 'must be done before a family is evicted' };
}

/** VAL-07: the person and the lawyer have time to go to court. */
function noticeOfFlight(body: Body, _envelope: EdgeEnvelope, settings: Settings): ContractError | null {
  const announced = instantOf(body['announcedAt']);
  const departure = instantOf(body['departureAt']);
  if (announced === null || departure === null) return null;
  const hours = settings.flightNoticeHours;
  if (departure - announced >= hours * HOUR) return null;
  return { pointer: '/departureAt', code: 'VAL-07', message: `must be at least ${hours} hours after announcedAt` };
}

/** VAL-08: the receiving state is told in working days; more of them for special needs. The message's own moment is the announcement. */
function noticeToMemberState(body: Body, envelope: EdgeEnvelope, settings: Settings): ContractError | null {
  const state = body['responsibleState'];
  const term = typeof state === 'string' ? settings.dublinNoticeWorkingDays[state] : undefined;
  const departure = dayOf(body['departureDate']);
  const told = instantOf(envelope.time);
  if (term === undefined || departure === null || told === null) return null;
  const days = body['specialNeedsFlag'] === true ? term.specialNeeds : term.usual;
  if (workingDaysBetween(Math.floor(told / DAY), departure) >= days) return null;
  return { pointer: '/departureDate', code: 'VAL-08', message: `must be at least ${days} working days ahead` };
}

/** VAL-08: after the last day the claim passes back to the Netherlands. */
function withinTransferTerm(body: Body): ContractError | null {
  const departure = dayOf(body['departureDate']);
  const latest = dayOf(body['latestTransferDate']);
  if (departure === null || latest === null || departure <= latest) return null;
  return { pointer: '/departureDate', code: 'VAL-08', message: 'must not be after latestTransferDate' };
}

/** VAL-17. An unknown part of the birth date counts as the latest possible: no prints on doubt. */
function fingerprintsOfSmallChild(body: Body, envelope: EdgeEnvelope, settings: Settings): ContractError | null {
  if (body['fingerprints'] === undefined) return null;
  const person = body['person'] as Body | undefined;
  const birthDate = typeof person?.['birthDate'] === 'string' ? person['birthDate'] : '';
  const told = instantOf(envelope.time);
  const born = latestDay(birthDate);
  if (told === null || born === null || yearsBetween(born, Math.floor(told / DAY)) >= settings.fingerprintMinAge)
    return null;
  const message = `must not be taken from a child under ${settings.fingerprintMinAge}`;
  return { pointer: '/fingerprints', code: 'VAL-17', message };
}

function yearsBetween(born: number, today: number): number {
  const [from, to] = [new Date(born * DAY), new Date(today * DAY)];
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  const monthDay = (date: Date): number => date.getUTCMonth() * 31 + date.getUTCDate();
  return monthDay(to) < monthDay(from) ? years - 1 : years;
}
