/**
 * viewer reads lists; operator plans, runs and stops; approver approves what another planned; dpo (data-protection officer) reads everything and
 * changes nothing.
 */
export const OPERATOR_ROLES = ['viewer', 'operator', 'approver', 'dpo'] as const;

export type OperatorRole = (typeof OPERATOR_ROLES)[number];

export function isOperatorRole(name: unknown): name is OperatorRole {
  return (OPERATOR_ROLES as readonly unknown[]).includes(name);
}
