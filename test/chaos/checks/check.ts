import type { Evidence } from '../evidence/evidence.js';

/** One invariant of the hub, judged over what a run left. */
export interface Check {
  /** As the reference names it: I1 to I15, D1, D4, or `books`. */
  readonly id: string;
  readonly promise: string;
  readonly judge: (evidence: Evidence) => Finding;
}

export interface Finding {
  /** What was looked at, with numbers: a check that saw nothing proves nothing. */
  readonly seen: string;
  /** In words, without personal data; empty when the promise holds. */
  readonly faults: readonly string[];
}
