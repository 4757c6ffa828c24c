import { ENGINE, type InForce } from './in-force.js';

/** Why this process cannot decide here, with the way out; for the operator's log and the health answer. */
export function whatIsLacking(inForce: InForce | null): string {
  if (inForce === null)
    return 'no rule set is in force in this partition: run the set-up, which writes the first activation';
  if (inForce.engine !== ENGINE) {
    return `engine ${inForce.engine} is in force and this router is engine ${ENGINE}: start the version that belongs to it, or activate again`;
  }
  const { ruleSet, schemaSet, lists } = inForce;
  return `this router lacks what is in force: rule set ${shown(ruleSet)}, schema set ${shown(schemaSet)}, lists ${shown(lists)}; start a version that has all three`;
}

function shown(version: { readonly id: string; readonly hash: string }): string {
  return `${version.id} (${version.hash.slice(0, 12)})`;
}
