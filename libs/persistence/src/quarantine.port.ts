/** Where the record stands: the case log, or the delivery topic of one endpoint. */
export type QuarantineOrigin = 'CASE_LOG' | 'DELIVERY';

/**
 * A record that could not be read or trusted, and was passed by. Nothing of what is in it: what it claims to be is named only where that is a
 * name of the hub's own, and stays a claim.
 */
export interface UnreadableRecord {
  /** Of its place, so that the same record is one. In the case log that of the decision which set it aside. */
  readonly quarantineId: string;
  readonly origin: QuarantineOrigin;
  /** Whose delivery topic; null for the case log. */
  readonly endpoint: string | null;
  /** Place at which its bytes and headers stand untouched. */
  readonly partition: number;
  readonly offset: number;
  /** Code of the hub, e.g. `bad-origin`, `undecodable`, `headers`. */
  readonly reason: string;
  /** Party behind the source that it claims, e.g. `GEM:0599`; null where that is no partner. */
  readonly claimedSender: string | null;
  /** Code of the message type that it claims; null where that is none. */
  readonly claimedMessage: string | null;
  /** Of source and id that it claims; null where one is lacking. */
  readonly claimedMessageId: string | null;
  /** Size of its value. */
  readonly bytes: number;
  /** SHA-256 of its value, hex. */
  readonly hash: string;
}

export interface QuarantinedRecord extends UnreadableRecord {
  /** RFC 3339, by the database's clock: when the hub wrote it down here. */
  readonly since: string;
  readonly ageSeconds: number;
  /** The last plan that had it read again; null while none has. */
  readonly reRead: { readonly planId: string; readonly orderedAt: string } | null;
  /** What the ledger holds of the message whose id it claims, from the newest decision; null while there is none. */
  readonly decided: { readonly decisionId: string; readonly outcome: string } | null;
}

export interface QuarantineCursor {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly quarantineId: string;
}

/** All that are given must hold. */
export interface QuarantineFilter {
  readonly origin?: QuarantineOrigin;
  readonly endpoint?: string;
  readonly reason?: string;
  /** Set aside at or after, RFC 3339. */
  readonly since?: string;
  /** Set aside before, RFC 3339. */
  readonly until?: string;
  readonly quarantineIds?: readonly string[];
  /** `partition/offset` in the case log. */
  readonly places?: readonly string[];
  /** True: only what no plan has had read again yet. */
  readonly open?: boolean;
}

export interface QuarantinePage {
  readonly records: readonly QuarantinedRecord[];
  /** null when this was the last page. */
  readonly next: QuarantineCursor | null;
}

export interface QuarantineCount {
  readonly origin: QuarantineOrigin;
  readonly endpoint: string | null;
  readonly reason: string;
  readonly count: number;
  /** Of these: no plan has had them read again. */
  readonly open: number;
  /** Of the open ones; null when there is none. */
  readonly newestOpenAgeSeconds: number | null;
  readonly oldestOpenAgeSeconds: number | null;
}

/** Records that were set aside, as rows to search. Their bytes stay in their topics. */
export interface Quarantine {
  /** What an adapter could not read. One that is known stays as it is. */
  note(records: readonly UnreadableRecord[]): Promise<void>;
  /** Longest there first. `limit` 1 to 1000. */
  list(filter: QuarantineFilter, limit: number, after: QuarantineCursor | null): Promise<QuarantinePage>;
  find(quarantineId: string): Promise<QuarantinedRecord | null>;
  /** Largest first. */
  counts(): Promise<readonly QuarantineCount[]>;
  /** A plan orders these to be read again; to be noted before the order is written. */
  noteReRead(quarantineIds: readonly string[], planId: string): Promise<void>;
}
