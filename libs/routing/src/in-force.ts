/**
 * Raised whenever the same log would give other bytes: another field in the decision record, another order of cells, another id.
 * It is part of every activation, so a router that would write other bytes than the log expects stops instead (decisions 5).
 */
export const ENGINE = 1;

/** A rule set, schema set or set of reference lists: name for people, hash for certainty. */
export interface Version {
  readonly id: string;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** What decides the records of one partition, from the last activation record on. */
export interface InForce {
  readonly ruleSet: Version;
  readonly schemaSet: Version;
  readonly lists: Version;
  readonly engine: number;
  /**
   * Offset of the activation that put it in force. Absent where an earlier release wrote that activation: until the next one, its weaker
   * origin MAC is taken (ADR 0011). Says nothing about how a record is decided.
   */
  readonly since?: number;
}

/** One text per combination; two are equal exactly when every record is decided the same by both. */
export function inForceKey(inForce: InForce): string {
  return [inForce.ruleSet.hash, inForce.schemaSet.hash, inForce.lists.hash, inForce.engine].join('/');
}

/** `null` on either side means that nothing has been activated yet. */
export function sameInForce(one: InForce | null, other: InForce | null): boolean {
  if (one === null || other === null) return one === other;
  return inForceKey(one) === inForceKey(other);
}
