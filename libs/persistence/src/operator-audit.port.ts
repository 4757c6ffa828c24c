/** `details`: counts, codes, ids of the hub; no field of a message, no text of a recipient. */
export interface NewAuditEntry {
  /** Subject of the operator's token; `hub` where no person acted. */
  readonly actor: string;
  /** `plan.ordered`, `plan.approved`, `case.read`, ... */
  readonly action: string;
  readonly planId: string | null;
  /** Pseudonym of the case that was read or changed; null when it is not about one case. */
  readonly caseKey: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface StoredAuditEntry extends NewAuditEntry {
  /** Grows with every entry. */
  readonly auditId: string;
  /** RFC 3339, by the database's clock. */
  readonly at: string;
}

/** All that are given must hold. */
export interface AuditFilter {
  readonly actor?: string;
  /** Exact; a trailing `*` stands for any rest. */
  readonly action?: string;
  readonly planId?: string;
  readonly caseKey?: string;
  /** At or after, RFC 3339. */
  readonly since?: string;
  /** Before, RFC 3339. */
  readonly until?: string;
}

/** What operators did and saw. Entries are added, never changed. */
export interface OperatorAudit {
  note(entry: NewAuditEntry): Promise<void>;
  /** Newest first, from before the entry `before`; null = from the newest. `limit` 1 to 1000. */
  list(filter: AuditFilter, limit: number, before: string | null): Promise<readonly StoredAuditEntry[]>;
  /** Of one plan, oldest first. */
  ofPlan(planId: string): Promise<readonly StoredAuditEntry[]>;
}
