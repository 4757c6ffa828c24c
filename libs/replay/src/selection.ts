import { isEndpoint } from '#lib/domain';

/** What a plan is about. Every part given must hold; a plan is never about everything (reliability: never "all" by default). */
export interface Selection {
  readonly deliveryIds?: readonly string[];
  readonly endpoint?: string;
  /** Municipality or country; only with `endpoint`. */
  readonly unit?: string;
  /** Message code, e.g. `M06`. */
  readonly message?: string;
  /** Failures that look alike (`groupOf`). */
  readonly group?: string;
  /** `message` or `hub`. */
  readonly errorClass?: string;
  /** Code of the reason, e.g. `http-400`; of a quarantined record the reason of its quarantine. */
  readonly reason?: string;
  /** Pseudonym of the case. */
  readonly caseKey?: string;
  /** Only what a stop holds, which is always removal messages; without it only what is dead. */
  readonly held?: boolean;
  /** `partition/offset` in the case log, where the record stands; only to read again. */
  readonly records?: readonly string[];
  /**
   * From this moment on, RFC 3339: when it died; of what is held, when it was put on hold; of a back-fill, when the hub accepted the message; of
   * a quarantined record, when it was put there.
   */
  readonly since?: string;
  /** Before this moment, of the same kind. */
  readonly until?: string;
}

export type ReplayKind =
  /** The same bytes under the same id, to the recipient that failed. */
  | 'REDELIVER'
  /** Decided again by the rules and facts of today, as a new generation, for the recipient that failed. */
  | 'RE_ROUTE'
  /** Messages of a period decided again for one recipient that is new or was away. */
  | 'BACK_FILL'
  /** The head of a blocked case is passed by: its followers go, it stays in the dead letters. */
  | 'SKIP'
  /** A corrected message of the same sender takes the place of the head of a blocked case. */
  | 'REPLACE'
  /** Quarantined records that have become readable enter the case log as they are. */
  | 'RE_READ';

export const REPLAY_KINDS: readonly ReplayKind[] = ['REDELIVER', 'RE_ROUTE', 'BACK_FILL', 'SKIP', 'REPLACE', 'RE_READ'];

const MOST_IDS = 10_000;
const REASON = /^[a-z0-9][A-Za-z0-9:_-]{0,99}$/;
const PLACE = /^\d{1,4}\/\d{1,15}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** What is wrong with a selection, in words that say what to do; empty when it may be planned. Repeats no value. */
export function selectionFaults(kind: ReplayKind, selection: Selection): readonly string[] {
  const { deliveryIds, endpoint, unit, message, group, caseKey, since, until, errorClass, reason } = selection;
  const faults: string[] = [...faultsOfKind(kind, selection)];
  if (deliveryIds?.length === 0) faults.push('The list of delivery ids is empty.');
  if ((deliveryIds?.length ?? 0) > MOST_IDS) faults.push(`At most ${MOST_IDS} delivery ids; use a group or a period.`);
  if (deliveryIds?.some((id) => !UUID.test(id)) === true) faults.push('A delivery id is a UUID in lower case.');
  if (endpoint !== undefined && !isEndpoint(endpoint)) faults.push('The endpoint is none of the fifteen codes.');
  if (unit !== undefined && endpoint === undefined) faults.push('A unit needs its endpoint.');
  if (message !== undefined && !/^M\d\d$/.test(message)) faults.push('A message type is M01 to M45.');
  if (group !== undefined && !/^[0-9a-f]{16}$/.test(group)) faults.push('A group is 16 hexadecimal digits.');
  if (errorClass !== undefined && !/^(message|hub)$/.test(errorClass)) faults.push('A class is message or hub.');
  if (reason !== undefined && !REASON.test(reason)) faults.push('A reason is a code as the list shows it.');
  if (caseKey !== undefined && !/^[0-9a-f]{64}$/.test(caseKey)) faults.push('A case is named by its pseudonym.');
  if ([since, until].some((moment) => moment !== undefined && !isInstant(moment))) {
    faults.push('Moments are RFC 3339 in UTC, e.g. 2026-11-23T08:00:00Z.');
  } else if (since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until)) {
    faults.push('The period ends before it begins.');
  }
  return faults;
}

/** What each kind of plan must name, and what means nothing to it. */
function faultsOfKind(kind: ReplayKind, selection: Selection): readonly string[] {
  const { deliveryIds, endpoint, message, group, caseKey, since, until, reason, records, held } = selection;
  const faults: string[] = [];
  const given = (...parts: readonly unknown[]): boolean => parts.some((part) => part !== undefined);
  if (held === true && kind !== 'REDELIVER' && kind !== 'RE_ROUTE') {
    faults.push('What is held is redelivered or decided again; the other kinds are not for it.');
  }
  if (records !== undefined && kind !== 'RE_READ') faults.push('Quarantined records are only read again: RE_READ.');
  if (records?.length === 0) faults.push('The list of quarantined records is empty.');
  if ((records?.length ?? 0) > MOST_IDS) faults.push(`At most ${MOST_IDS} quarantined records; use a period.`);
  if (records?.some((one) => !PLACE.test(one)) === true) faults.push('A quarantined record is named partition/offset.');
  switch (kind) {
    case 'BACK_FILL':
      if (endpoint === undefined || since === undefined || until === undefined) {
        faults.push('A back-fill names one recipient and a period: endpoint, since and until.');
      }
      if (given(deliveryIds, group, reason, selection.errorClass)) {
        faults.push('A back-fill goes by recipient, period, message type and case, not by failures.');
      }
      return faults;
    case 'RE_READ':
      if (!given(records, reason, since)) {
        faults.push('Say which quarantined records: by place, reason or period. There is no "all".');
      }
      if (given(deliveryIds, group, endpoint, message, caseKey, selection.errorClass)) {
        faults.push('Quarantined records go by place, reason and period: the hub does not know what is in them.');
      }
      return faults;
    default:
      if (!given(deliveryIds, group, caseKey, message, since)) {
        faults.push('Say which: delivery ids, a group, a case, a message type or a period. There is no "all".');
      }
      return faults;
  }
}

function isInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}
