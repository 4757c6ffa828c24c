import { type DeadLetterSigns } from './dead-letters.port.js';
import { type DeliveryState, type Lane, type Resolution } from './deliveries.port.js';
import { type PlanLease } from './replay-plans.port.js';

/** Which deliveries a plan is about. All that are given must hold; at least one part is. */
export interface CandidateFilter {
  readonly deliveryIds?: readonly string[];
  readonly endpoint?: string;
  readonly unit?: string;
  readonly code?: string;
  readonly errorClass?: string;
  readonly reason?: string;
  /** Of a group of failures. */
  readonly signs?: DeadLetterSigns;
  readonly caseKey?: string;
  /** HELD ones instead of DEAD ones. */
  readonly held: boolean;
  /** Dead (held) at or after, RFC 3339. */
  readonly since?: string;
  readonly until?: string;
}

export interface BackFillFilter {
  readonly endpoint: string;
  readonly unit?: string;
  /** Message type. */
  readonly code?: string;
  readonly caseKey?: string;
  /** Accepted at or after, RFC 3339. */
  readonly since: string;
  /** Accepted before. */
  readonly until: string;
}

/** The answer of then for one recipient unit, by the ledger. */
export interface LedgerAnswer {
  readonly refusal: string | null;
  readonly removed: readonly string[];
  readonly masked: readonly string[];
}

/** All that the hub's tables say of one message for one recipient unit, for the verdict. */
export interface ReplayCandidate {
  /** null: it was never delivered. */
  readonly deliveryId: string | null;
  readonly messageId: string;
  readonly code: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly caseKey: string;
  readonly decisionId: string;
  readonly ruleSetThen: string | null;
  /** null while the ledger does not have the decision. */
  readonly then: LedgerAnswer | null;
  readonly lane: Lane;
  readonly removal: boolean;
  /** null without a delivery. */
  readonly state: DeliveryState | null;
  readonly blocks: boolean;
  readonly resolution: Resolution | null;
  /** The plan that released it last. */
  readonly releasedBy: string | null;
  readonly attempts: number;
  readonly generation: number;
  /** The highest one of the message, for whomever. */
  readonly newestGeneration: number;
  /** A later generation was delivered, or is on its way, to this recipient. */
  readonly older: boolean;
  /** The recipient has the message, by whichever generation. */
  readonly delivered: boolean;
  /** Of all generations for this recipient. */
  readonly deaths: number;
  readonly errorClass: string | null;
  readonly reason: string | null;
  readonly schemaId: number | null;
  /** Place of the message itself in the case log; null while the ledger does not have it. */
  readonly original: { readonly partition: number; readonly offset: number } | null;
  readonly stopped: boolean;
  /** Another plan that holds it. */
  readonly busyWith: string | null;
}

/** Name of a cell that may be filled in afterwards. */
export interface BackFillCell {
  readonly decisionId: string;
  readonly cell: number;
}

/** One of what a plan is about, in the order of the case log. */
export interface PinnedItem {
  /** From 1. */
  readonly nth: number;
  /** Of a delivery that exists; null for a cell. */
  readonly deliveryId: string | null;
  readonly cell: BackFillCell | null;
}

/** What a plan may be about, found once, and looked at again just before each is sent. */
export interface ReplayCandidates {
  /**
   * Pins deliveries for a plan, in the order of the case log, in place of what was pinned for it before; those of earlier plans that were skipped
   * or replaced are left out. Answers with how many there are; above `most` none is pinned. null: the lease is lost. Nothing of it is held in
   * memory, and it goes when the plan is made.
   */
  pin(lease: PlanLease, filter: CandidateFilter, most: number): Promise<number | null>;
  /** The same for the cells of a period. */
  pinBackFill(lease: PlanLease, filter: BackFillFilter, most: number): Promise<number | null>;
  pinned(planId: string, afterNth: number, limit: number): Promise<readonly PinnedItem[]>;
  /** In the order asked; unknown ids are left out. `planId`: whose hold does not count as busy. At most 1000. */
  look(deliveryIds: readonly string[], planId: string): Promise<readonly ReplayCandidate[]>;
  /** The same for cells. */
  lookBackFill(cells: readonly BackFillCell[], planId: string): Promise<readonly ReplayCandidate[]>;
}
