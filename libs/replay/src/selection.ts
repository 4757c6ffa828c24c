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
  /** Pseudonym of the case. */
  readonly caseKey?: string;
  /** Taken by the hub from this moment on, RFC 3339. */
  readonly since?: string;
  /** Before this moment. */
  readonly until?: string;
}

export type ReplayKind =
  /** The same bytes under the same id, to the recipient that failed. */
  | 'REDELIVER'
  /** Decided again by the rules and facts of today, as a new generation, for the recipient that failed. */
  | 'RE_ROUTE'
  /** Messages of a period decided again for one recipient that is new or was away. */
  | 'BACK_FILL';

export const REPLAY_KINDS: readonly ReplayKind[] = ['REDELIVER', 'RE_ROUTE', 'BACK_FILL'];

const MOST_IDS = 10_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** What is wrong with a selection, in words that say what to do; empty when it may be planned. Repeats no value. */
export function selectionFaults(kind: ReplayKind, selection: Selection): readonly string[] {
  const { deliveryIds, endpoint, unit, message, group, caseKey, since, until } = selection;
  const faults: string[] = [];
  const narrows = [deliveryIds, group, caseKey, message, since].some((part) => part !== undefined);
  if (kind !== 'BACK_FILL' && !narrows) {
    faults.push('Say which: delivery ids, a group, a case, a message type or a period. There is no "all".');
  }
  if (kind === 'BACK_FILL' && (endpoint === undefined || since === undefined || until === undefined)) {
    faults.push('A back-fill names one recipient and a period: endpoint, since and until.');
  }
  if (deliveryIds?.length === 0) faults.push('The list of delivery ids is empty.');
  if ((deliveryIds?.length ?? 0) > MOST_IDS) faults.push(`At most ${MOST_IDS} delivery ids; use a group or a period.`);
  if (deliveryIds?.some((id) => !UUID.test(id)) === true) faults.push('A delivery id is a UUID in lower case.');
  if (endpoint !== undefined && !isEndpoint(endpoint)) faults.push('The endpoint is none of the fifteen codes.');
  if (unit !== undefined && endpoint === undefined) faults.push('A unit needs its endpoint.');
  if (message !== undefined && !/^M\d\d$/.test(message)) faults.push('A message type is M01 to M45.');
  if (group !== undefined && !/^[0-9a-f]{16}$/.test(group)) faults.push('A group is 16 hexadecimal digits.');
  if (caseKey !== undefined && !/^[0-9a-f]{64}$/.test(caseKey)) faults.push('A case is named by its pseudonym.');
  if ([since, until].some((moment) => moment !== undefined && !isInstant(moment))) {
    faults.push('Moments are RFC 3339 in UTC, e.g. 2026-11-23T08:00:00Z.');
  } else if (since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until)) {
    faults.push('The period ends before it begins.');
  }
  return faults;
}

function isInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}
