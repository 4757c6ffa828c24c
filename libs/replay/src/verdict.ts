import { fieldChanges, widens, type Answer, type FieldChange } from './answer.js';
import type { ReplayKind } from './selection.js';

/** What carrying out a plan would do with one message for one recipient. */
export type Verdict =
  /** Goes as it would have gone then. */
  | { readonly kind: 'DELIVER' }
  /** Goes with less than then. */
  | { readonly kind: 'NARROWER'; readonly changes: readonly FieldChange[] }
  /** Goes with more than then, because the plan lets the rules of today count. */
  | { readonly kind: 'WIDER'; readonly changes: readonly FieldChange[] }
  /** Does not go: by the rules and facts of today, or by those of then where the narrower wins. */
  | { readonly kind: 'REFUSED'; readonly code: string }
  /** The same bytes hold fields that today would not be given: only deciding again can send what may still be sent. */
  | { readonly kind: 'NEEDS_RE_ROUTE'; readonly changes: readonly FieldChange[] }
  /** A stop stands on the case; what becomes of it when the stop ends is for people to say. */
  | { readonly kind: 'HELD' }
  /** The recipient has it. */
  | { readonly kind: 'DONE' }
  /** Another plan is at work on it. */
  | { readonly kind: 'BUSY'; readonly planId: string }
  /** The bytes are no longer there. */
  | { readonly kind: 'GONE' }
  /** It failed too often to be tried by a plan once more. */
  | { readonly kind: 'SPENT' }
  /** The message was decided again for this recipient since: that delivery is the one to look at. */
  | { readonly kind: 'OLDER' }
  /** An earlier plan skipped it or put another in its place. */
  | { readonly kind: 'RESOLVED' }
  /** It is on its way, or waits behind another one: there is nothing to replay. */
  | { readonly kind: 'NOT_DEAD'; readonly state: string }
  /** The hub has no delivery with this id. */
  | { readonly kind: 'UNKNOWN' }
  /** It is passed by, and stays in the dead letters. */
  | { readonly kind: 'SKIP' }
  /** Its sender's corrected message takes its place; it stays in the dead letters. */
  | { readonly kind: 'REPLACE'; readonly by: string }
  /** No parked message of its sender says that it replaces this one. */
  | { readonly kind: 'NO_CORRECTION' }
  /** It blocks no case, so there is nothing to skip or to replace. */
  | { readonly kind: 'NOT_A_HEAD' }
  /** It waits behind a head that this plan does not let go. */
  | { readonly kind: 'BEHIND' }
  /** The quarantined record can be read today, and would enter the case log. */
  | { readonly kind: 'READ' }
  /** It can't be trusted or read today either; why. */
  | { readonly kind: 'UNREADABLE'; readonly why: string };

export type VerdictKind = Verdict['kind'];

/** Verdicts with which something is sent. */
export const SENDING: ReadonlySet<VerdictKind> = new Set(['DELIVER', 'NARROWER', 'WIDER']);

/** Verdicts with which the run does something. */
export const CARRIED_OUT: ReadonlySet<VerdictKind> = new Set([...SENDING, 'SKIP', 'REPLACE', 'READ']);

/** Kinds under which a message goes to its recipient: with its old bytes, or decided again. */
export type DeliveringKind = Extract<ReplayKind, 'REDELIVER' | 'RE_ROUTE' | 'BACK_FILL'>;

/** What is known of one message for one recipient when the plan is made. */
export interface Standing {
  readonly kind: DeliveringKind;
  readonly then: Answer;
  readonly now: Answer;
  /** Of the message, as it is filled in. */
  readonly fields: readonly string[];
  /** The narrower of then and now wins; off only where the plan says so, and is approved so. */
  readonly narrower: boolean;
  /** The recipient has it by now. */
  readonly delivered: boolean;
  readonly removal: boolean;
  readonly stopped: boolean;
  /** Another plan that has not ended and holds it. */
  readonly busyWith: string | null;
  readonly readable: boolean;
  /** Generations so far, 0 = live only. */
  readonly generation: number;
  /** Dead letters that this message left for this recipient. */
  readonly deaths: number;
  /** A later generation of the message exists for this recipient. */
  readonly older: boolean;
}

/** Three deaths of one message at one recipient are a case for people; sixteen generations are a loop. */
export const MOST_GENERATIONS = 16;
export const MOST_DEATHS = 3;

/** Pure: the same for the dry run and for the moment before each item is sent. */
export function verdictOf(standing: Standing): Verdict {
  const { kind, then, now, delivered, removal, stopped, busyWith, readable, generation, deaths } = standing;
  if (delivered && kind !== 'BACK_FILL') return { kind: 'DONE' };
  if (standing.older && kind !== 'BACK_FILL') return { kind: 'OLDER' };
  if (busyWith !== null) return { kind: 'BUSY', planId: busyWith };
  if (!readable) return { kind: 'GONE' };
  if (generation >= MOST_GENERATIONS || deaths >= MOST_DEATHS) return { kind: 'SPENT' };
  if (removal && stopped) return { kind: 'HELD' };
  if (now.refusal !== null) return { kind: 'REFUSED', code: now.refusal };
  if (then.refusal !== null) return refusedThen(standing, then.refusal);
  return allowed(standing);
}

/** What a message that was refused as a whole says: no plan can send it. */
const REJECTED = 'REJECT:';

function refusedThen({ kind, narrower }: Standing, code: string): Verdict {
  // Nothing was delivered then, so there are no bytes that could go again.
  if (kind === 'REDELIVER' || narrower || code.startsWith(REJECTED)) return { kind: 'REFUSED', code };
  return { kind: 'WIDER', changes: [] };
}

function allowed({ kind, then, now, fields, narrower }: Standing): Verdict {
  const changes = fieldChanges(then, now, fields);
  const wider = changes.filter(widens);
  const less = changes.filter((change) => !widens(change));
  if (less.length > 0) return { kind: kind === 'REDELIVER' ? 'NEEDS_RE_ROUTE' : 'NARROWER', changes };
  // Redelivered bytes stay as they are, and where the narrower wins more is never given.
  return wider.length > 0 && kind !== 'REDELIVER' && !narrower ? { kind: 'WIDER', changes } : { kind: 'DELIVER' };
}
