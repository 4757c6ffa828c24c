import type { Contracts } from '#lib/contracts';
import { accessOf, type CompiledRules } from '#lib/exchange-rules';
import type { Program } from './hub.js';
import { ENGINE, inForceKey, type InForce } from './in-force.js';

/** What this process can decide with: one program per rule set that it has, with the schemas and lists of its release. */
export interface Programs {
  /** null when it lacks what is asked. */
  find(inForce: InForce): Program | null;
  /** The last one by name, which set-up activates unless told otherwise. */
  readonly newest: Program & { readonly inForce: InForce };
  /** What an activation of this rule set names; null when this process lacks it. */
  inForceOf(ruleSetId: string): InForce | null;
  /** Of every rule set that this process has. */
  readonly all: readonly InForce[];
}

/** Several rule sets stand side by side, so that a log with an activation in between is decided by each in its own part. */
export function programsOf(contracts: Contracts, ruleSets: readonly CompiledRules[]): Programs {
  // Rules written for another engine would be decided to other bytes than they were written for.
  const programs = ruleSets
    .filter(({ engine }) => engine === ENGINE)
    .map((rules) => {
      const { id, hash } = rules;
      const versions = { schemaSet: contracts.schemaSet, lists: contracts.listsVersion, engine: ENGINE };
      const inForce: InForce = { ruleSet: { id, hash }, ...versions };
      return { inForce, contracts: contracts.withAccess(accessOf(rules)), rules, lists: contracts.lists };
    });
  const byKey = new Map(programs.map((program) => [inForceKey(program.inForce), program]));
  const newest = programs.toSorted((one, other) => (one.rules.id < other.rules.id ? -1 : 1)).at(-1);
  if (newest === undefined)
    throw new Error('Preparing to route: there is no rule set for this engine under schemas/rules.');
  return {
    newest,
    find: (inForce) => byKey.get(inForceKey(inForce)) ?? null,
    inForceOf: (ruleSetId) => programs.find(({ rules }) => rules.id === ruleSetId)?.inForce ?? null,
    all: programs.map(({ inForce }) => inForce),
  };
}
