import type { InForce, Program, Programs } from '#lib/routing';

/**
 * What to decide a part of the log with. A later release has more schemas than the one that decided it; as revisions only add,
 * it must give the same bytes by the same rules and lists, and the comparison shows whether it does. null when the rules are not here.
 */
export function programFor(programs: Programs, inForce: InForce): Program | null {
  const exact = programs.find(inForce);
  if (exact !== null) return exact;
  const { ruleSet, lists, engine } = inForce;
  const similar = programs.all.find(
    (one) => one.ruleSet.hash === ruleSet.hash && one.lists.hash === lists.hash && one.engine === engine,
  );
  return similar === undefined ? null : programs.find(similar);
}
