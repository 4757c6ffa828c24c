import { type Delivery } from './deliveries.port.js';
import { type LedgerCell, type LedgerReceipt } from './ledger-entries.port.js';

export interface CaseHistoryFilter {
  readonly caseKey: string;
  /** Only what lies after this place in the case's partition of the log. */
  readonly afterOffset?: number;
  /** Decisions, 1 to 1000, default 200. */
  readonly limit?: number;
}

/** A message of the case as its door took it. */
export interface CaseSubmission {
  readonly messageId: string;
  readonly party: string;
  readonly code: string;
  /** RFC 3339, by the hub's clock. */
  readonly acceptedAt: string;
  /** RUNNING: the door has not been told by the log that it has it. */
  readonly state: 'RUNNING' | 'ACCEPTED';
}

export interface CaseDecision {
  readonly decisionId: string;
  readonly logPartition: number;
  readonly logOffset: number;
  readonly messageId: string | null;
  readonly message: string | null;
  readonly sender: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  /** Accepted time; null where the record has none. */
  readonly time: string | null;
  readonly ruleSetId: string | null;
  readonly cells: readonly Pick<LedgerCell, 'recipient' | 'unit' | 'refusal' | 'ruleId' | 'deliveryId'>[];
}

/** A plan's order about one delivery, as it was carried out. It outlives the plan. */
export interface DeliveryRelease {
  readonly deliveryId: string;
  readonly planId: string;
  readonly kind: 'RETRY' | 'SKIP' | 'REPLACE';
  /** RFC 3339, by the database's clock. */
  readonly at: string;
}

/** All that the hub's tables say of one case. Names, codes and times only. */
export interface CaseHistory {
  /** In the order of the log. */
  readonly decisions: readonly CaseDecision[];
  /** Place to go on after; null when this was all. */
  readonly next: number | null;
  /** Accepted, and not in the ledger yet; oldest first, at most 1000. */
  readonly undecided: readonly CaseSubmission[];
  /** Rows of the decisions' deliveries. */
  readonly deliveries: readonly Delivery[];
  /** Of these deliveries, in the order of the ledger. */
  readonly receipts: readonly LedgerReceipt[];
  /** Of these deliveries: every plan that released one, oldest first. */
  readonly releases: readonly DeliveryRelease[];
  /** By facts of the router: an open suspension. */
  readonly suspended: boolean;
  /** Stops that a door took and the router has not folded yet; oldest first. */
  readonly stops: readonly { readonly messageId: string; readonly ground: string }[];
}

/** What happened to one case. */
export interface CaseHistories {
  read(filter: CaseHistoryFilter): Promise<CaseHistory>;
}
