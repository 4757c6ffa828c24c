import type { OperatorRole } from '#lib/trust';

/** What may be done at the console, and with which roles. Nobody gets more by having none of them: every route names one. */
export const PERMISSIONS = {
  /** Lists, figures and plans: names, codes and counts. */
  'read-lists': ['viewer', 'operator', 'approver', 'dpo'],
  /** One case in order, and the decision behind a delivery. */
  'read-cases': ['operator', 'approver', 'dpo'],
  /** Plan, run, stop and withdraw. */
  'make-plans': ['operator'],
  /** Approve what another planned. */
  'approve-plans': ['approver'],
  /** Who did and saw what. */
  'read-audit': ['dpo'],
} as const satisfies Readonly<Record<string, readonly OperatorRole[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** Pure. */
export function isAllowed(roles: ReadonlySet<OperatorRole>, permission: Permission): boolean {
  return PERMISSIONS[permission].some((role) => roles.has(role));
}

/** All that these roles allow. */
export function permissionsOf(roles: ReadonlySet<OperatorRole>): readonly Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => isAllowed(roles, permission));
}
