import type { PlanBasis } from '#lib/replay';
import { inForceKey, type Program } from '#lib/routing';
import type { ReplayParts } from '../replay-parts.js';

export type InForceNow =
  | { readonly kind: 'known'; readonly program: Program; readonly basis: PlanBasis }
  /** An activation is on its way through the partitions: nothing can be planned until it is everywhere. */
  | { readonly kind: 'changing' }
  /** This process lacks what is in force: an older release beside a newer one. */
  | { readonly kind: 'lacking' };

/** With what messages are decided now, when all partitions agree. */
export async function inForceNow({
  database,
  hub,
  partitions,
}: Pick<ReplayParts, 'database' | 'hub' | 'partitions'>): Promise<InForceNow> {
  const rows = await Promise.all(
    Array.from({ length: partitions }, (_, partition) => database.router.partitionRow(partition)),
  );
  const [first] = rows;
  const inForce = first?.inForce ?? null;
  if (inForce === null) return { kind: 'changing' };
  const key = inForceKey(inForce);
  if (rows.some((row) => row?.inForce == null || inForceKey(row.inForce) !== key)) return { kind: 'changing' };
  const program = hub.program(inForce);
  if (program === null) return { kind: 'lacking' };
  const { ruleSet, schemaSet, lists } = inForce;
  const named = (version: { readonly id: string; readonly hash: string }): string => `${version.id}@${version.hash}`;
  return {
    kind: 'known',
    program,
    basis: { ruleSet: named(ruleSet), schemaSet: named(schemaSet), lists: named(lists) },
  };
}
