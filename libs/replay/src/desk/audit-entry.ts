/** `details`: counts, codes, ids of the hub; no field of a message, no text of a recipient. */
export interface AuditEntry {
  readonly auditId: string;
  /** RFC 3339, UTC, by the database's clock. */
  readonly at: string;
  /** Subject of the operator's token; `hub` where no person acted. */
  readonly actor: string;
  /** `plan.ordered`, `plan.planned`, `plan.approved`, `plan.run`, `plan.stopped`, `plan.ended`, `plan.withdrawn`, `case.read`, ... */
  readonly action: string;
  readonly planId: string | null;
  /** Pseudonym of the case that was read or changed; null when it is not about one case. */
  readonly caseKey: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}
