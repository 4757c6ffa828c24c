import type { OperatorRole } from './operator-role.js';

/** A person at the console, as a verified token says. */
export interface Operator {
  /** Opaque; stands in plans and in the audit trail. */
  readonly subject: string;
  readonly roles: ReadonlySet<OperatorRole>;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
