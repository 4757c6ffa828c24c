import type { CaseFacts } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import type { InForce } from './in-force.js';

/** What became of one record of the case log (decisions 6). */
export type Outcome =
  'DECIDED' | 'DUPLICATE' | 'FACTS_CHANGED' | 'REJECTED' | 'QUARANTINED' | 'IN_FORCE' | 'LOG_OPENED';

/** A mission's name for a case, to be stored (the V-number sealed) in the transaction that takes the record. */
export interface GivenReference {
  readonly unit: string;
  readonly reference: string;
  readonly caseKey: string;
  readonly vNumber: string;
}

/** For logs, metrics and progress lines: codes and counts, nothing of the person. */
export interface RoutingSummary {
  readonly outcome: Outcome;
  /** e.g. `ID_REUSED`, `NOT_THE_OWNER`, `bad-origin`; null when there is nothing to add. */
  readonly reason: string | null;
  readonly code: string | null;
  readonly delivered: number;
  /** Refusal code → number of cells. */
  readonly refused: Readonly<Record<string, number>>;
  /** Somebody must look: evaluation error, reused id, bytes that this hub did not write. */
  readonly alarm: boolean;
}

/** What a record of the case log leads to. The bytes in it depend on the log before it, and on nothing else. */
export interface RoutedRecord {
  readonly kind: 'ROUTED' | 'QUARANTINE';
  /** Must be acknowledged before anything else is published (no record, no delivery). */
  readonly decision: RecordToPublish;
  /** The bytes that could not be trusted or read, for the operator; only with kind `QUARANTINE`. */
  readonly quarantined: RecordToPublish | null;
  readonly deliveries: readonly RecordToPublish[];
  /** null when the facts of no case changed. */
  readonly facts: { readonly caseKey: string; readonly facts: CaseFacts } | null;
  readonly references: readonly GivenReference[];
  /** What decides the next record of this partition. */
  readonly inForce: InForce | null;
  /** The message that this record carried; its stop register entry may go (decisions 24). */
  readonly messageId: string | null;
  readonly summary: RoutingSummary;
}

/** The partition stops here: an authentic record that this process cannot decide as a later recompute would (decisions 5). */
export interface Halted {
  readonly kind: 'HALT';
  readonly reason: string;
}

export type Routed = RoutedRecord | Halted;
