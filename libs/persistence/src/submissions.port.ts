/** What was answered with 202. Names and codes only, never field values. */
export type Receipt = Readonly<Record<string, unknown>>;

export interface SubmissionStart {
  /** CloudEvents `source` and `id`: together they name the message (decisions 1). */
  readonly source: string;
  readonly id: string;
  /** SHA-256 over what was sent, hex. The same id with another hash is a 409. */
  readonly contentHash: string;
  readonly messageId: string;
  /** `partyName` of the sender; only this party may ask for the status. */
  readonly party: string;
  readonly code: string;
  readonly caseKey: string;
  /** RFC 3339; kept when a submission that never completed is begun again, so that it is published with the same `acceptedat`. */
  readonly acceptedAt: string;
  /** Message ids of earlier messages that it says it takes the place of. Whose they are is not known here. */
  readonly supersedes?: readonly string[];
  /** How long the first attempt may run before a repeat takes over, in ms of the database's clock. */
  readonly leaseMs: number;
}

export type SubmissionBegun =
  /** Publish, then `complete`. `again`: an earlier attempt did not complete and may have been published. */
  | { readonly kind: 'new'; readonly acceptedAt: string; readonly again: boolean }
  | { readonly kind: 'same'; readonly receipt: Receipt }
  | { readonly kind: 'different' }
  | { readonly kind: 'in-progress' };

export interface SubmissionStatus {
  readonly messageId: string;
  readonly source: string;
  readonly id: string;
  readonly code: string;
  readonly state: 'RUNNING' | 'ACCEPTED';
  readonly acceptedAt: string;
  readonly receipt: Receipt | null;
  /** What the router said of it (reason codes only); null until known. */
  readonly outcome: Receipt | null;
}

export interface Submissions {
  begin(start: SubmissionStart): Promise<SubmissionBegun>;
  complete(source: string, id: string, receipt: Receipt): Promise<void>;
  /** Publishing failed: the next attempt need not wait for the lease. The content hash stays, for it may have reached the log. */
  release(source: string, id: string): Promise<void>;
  /** False when no such submission is known. */
  recordOutcome(messageId: string, outcome: Receipt): Promise<boolean>;
  /** null when it is unknown or another party's: the two must look the same. */
  status(messageId: string, party: string): Promise<SubmissionStatus | null>;
}
