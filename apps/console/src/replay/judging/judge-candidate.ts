import type { ReplayCandidate } from '#lib/persistence';
import { verdictOf, type Answer, type DeliveringKind, type PlanHead, type Verdict } from '#lib/replay';
import type { KnownMessage } from './known-message.js';

/** Of the plan, what its verdicts depend on. */
export type JudgedPlan = Pick<PlanHead, 'kind' | 'narrower' | 'selection'>;

const ALL_GIVEN: Answer = { refusal: null, removed: [], masked: [] };

/** The verdict on what a selection found: a head or a single one. `correction`: the parked delivery that would take a head's place. */
export function judgeSelected(
  plan: JudgedPlan,
  candidate: ReplayCandidate,
  message: KnownMessage,
  correction: string | null,
): Verdict {
  switch (plan.kind) {
    case 'SKIP':
    case 'REPLACE':
      return judgeHead(plan.kind, candidate, correction);
    case 'BACK_FILL':
      if (candidate.busyWith !== null) return { kind: 'BUSY', planId: candidate.busyWith };
      return judgeMessage('BACK_FILL', plan.narrower, candidate, message);
    case 'RE_READ':
      return { kind: 'UNKNOWN' };
    default:
      return notReplayable(plan, candidate) ?? judgeMessage(plan.kind, plan.narrower, candidate, message);
  }
}

/** The verdict on what is parked behind a head that goes: its own bytes, by the rules of today. */
export function judgeFollower(candidate: ReplayCandidate, message: KnownMessage): Verdict {
  if (candidate.state !== 'PARKED' && candidate.state !== 'HELD') {
    return candidate.delivered ? { kind: 'DONE' } : { kind: 'NOT_DEAD', state: candidate.state ?? '' };
  }
  return judgeMessage('REDELIVER', true, { ...candidate, older: false }, message);
}

/** Is the message of a follower one that may not go: forbidden today, or not to be judged at all? (Deny on doubt.) */
export function isWithheld({ kind }: Verdict): boolean {
  return ['REFUSED', 'NEEDS_RE_ROUTE', 'GONE', 'UNREADABLE'].includes(kind);
}

/** Why there is nothing to replay; null when there is. */
function notReplayable(plan: JudgedPlan, candidate: ReplayCandidate): Verdict | null {
  const { state, resolution, delivered } = candidate;
  if (delivered) return { kind: 'DONE' };
  if (resolution !== null) return { kind: 'RESOLVED' };
  if (state === 'DEAD') return null;
  // What a stop held is let go by a plan that says so, never by the way.
  if (state === 'HELD') return plan.selection.held === true ? null : { kind: 'HELD' };
  return { kind: 'NOT_DEAD', state: state ?? '' };
}

function judgeHead(kind: 'SKIP' | 'REPLACE', candidate: ReplayCandidate, correction: string | null): Verdict {
  const { delivered, resolution, busyWith, state, blocks } = candidate;
  if (delivered) return { kind: 'DONE' };
  if (resolution !== null) return { kind: 'RESOLVED' };
  if (busyWith !== null) return { kind: 'BUSY', planId: busyWith };
  if (state !== 'DEAD') return { kind: 'NOT_DEAD', state: state ?? '' };
  if (!blocks) return { kind: 'NOT_A_HEAD' };
  if (kind === 'SKIP') return { kind: 'SKIP' };
  return correction === null ? { kind: 'NO_CORRECTION' } : { kind: 'REPLACE', by: correction };
}

function judgeMessage(
  kind: DeliveringKind,
  narrower: boolean,
  candidate: ReplayCandidate,
  message: KnownMessage,
): Verdict {
  const { then, delivered, removal, stopped, busyWith, deaths, older, newestGeneration, generation } = candidate;
  if (message.kind === 'unreadable') return { kind: 'UNREADABLE', why: message.why };
  // Bytes of which the ledger says nothing hold everything, for all that is known; what is decided again needs the answer of then.
  if (then === null && kind !== 'REDELIVER') return { kind: 'UNREADABLE', why: 'not-in-ledger' };
  const known = message.kind === 'known';
  return verdictOf({
    ...{ kind, narrower, delivered, removal, stopped, busyWith, deaths, older },
    then: then ?? ALL_GIVEN,
    now: known ? message.now : ALL_GIVEN,
    fields: known ? message.fields : [],
    readable: known,
    generation: kind === 'REDELIVER' ? generation : newestGeneration,
  });
}
