import { type Recipient, type Resolution } from './deliveries.port.js';

/** What makes two dead letters look alike. Codes of the hub only. */
export interface DeadLetterSigns extends Recipient {
  readonly code: string;
  /** `message`: the recipient will never take it; `hub`: the hub can't read or finish it. */
  readonly errorClass: string;
  /** From the receipt; null while the ledger does not have it yet. */
  readonly reason: string | null;
  /** Of the recipient's projection; null while the ledger does not have the decision yet. */
  readonly schemaId: number | null;
}

export interface DeadLetter extends DeadLetterSigns {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly decisionId: string;
  readonly caseKey: string;
  readonly generation: number;
  readonly attempts: number;
  /** How often it has died. */
  readonly deaths: number;
  /** What waits in its case waits for a decision about this one, or about one before it. */
  readonly blocks: boolean;
  /** null: nobody has decided about it. */
  readonly resolution: Resolution | null;
  /** The plan that released it last. */
  readonly planId: string | null;
  /** RFC 3339, by the database's clock. */
  readonly deadSince: string;
  /** By the database's clock. */
  readonly ageSeconds: number;
  /** null while the ledger does not have the decision yet. */
  readonly ruleSetId: string | null;
}

export interface DeadLetterGroup extends DeadLetterSigns {
  readonly count: number;
  readonly oldestAgeSeconds: number;
  readonly newestAgeSeconds: number;
}

export interface DeadLetterCursor {
  /** Milliseconds since 1970. */
  readonly deadSince: number;
  readonly deliveryId: string;
}

/** All that are given must hold. */
export interface DeadLetterFilter {
  readonly endpoint?: string;
  /** Only with `endpoint`. */
  readonly unit?: string;
  readonly code?: string;
  readonly errorClass?: string;
  readonly reason?: string;
  /** Dead at or after, RFC 3339. */
  readonly since?: string;
  /** Dead before, RFC 3339. */
  readonly until?: string;
  /** Also those that were skipped or replaced; default: only what nobody has decided about. */
  readonly resolved?: boolean;
  /** Exactly these signs, with what is null in them. */
  readonly signs?: DeadLetterSigns;
}

export interface DeadLetterPage {
  readonly letters: readonly DeadLetter[];
  /** null when this was the last page. */
  readonly next: DeadLetterCursor | null;
}

/** Deliveries that ended as DEAD, as rows to search. Their bytes lie on the dead-letter topics. */
export interface DeadLetters {
  /** Longest dead first. `limit` 1 to 1000. */
  list(filter: DeadLetterFilter, limit: number, after: DeadLetterCursor | null): Promise<DeadLetterPage>;
  /** Largest first. */
  groups(filter: DeadLetterFilter): Promise<readonly DeadLetterGroup[]>;
  /** null when the delivery is unknown or not dead. */
  find(deliveryId: string): Promise<DeadLetter | null>;
}
