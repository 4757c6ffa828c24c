import type { Contracts } from '#lib/contracts';
import type { Catalogue } from '#lib/domain';
import { accessOf, type CompiledRules } from '#lib/exchange-rules';
import type { Program } from './hub.js';
import { ENGINE, inForceKey, type InForce } from './in-force.js';

/** What this process can decide with: one program per rule set, schema set and list set that it has. */
export interface Programs {
  /** null when it lacks what is asked. */
  find(inForce: InForce): Program | null;
  /** The last rule set by name, on the schemas and lists of today; what set-up activates unless told otherwise. */
  readonly newest: Program & { readonly inForce: InForce };
  /** What an activation of this rule set names; null when this process lacks it. */
  inForceOf(ruleSetId: string): InForce | null;
  /** Every rule set on the schemas and lists of today. */
  readonly all: readonly InForce[];
}

/** The rule sets of this release on a catalogue; on an earlier one (`ofToday` false) those that can stand on it. */
export type RulesOn = (catalogue: Catalogue, ofToday: boolean) => readonly CompiledRules[];

/**
 * Rule sets, schema sets and lists stand side by side, so that a log with an activation in between is decided by each in its own part, also
 * by a later release: a schema's new revision changes nothing in what was decided before it was put in force.
 */
export function programsOf(contracts: Contracts, rulesOn: RulesOn): Programs {
  const programs = contracts.schemaSets.flatMap((set, index) => {
    const ofToday = index === contracts.schemaSets.length - 1;
    // Rules written for another engine would be decided to other bytes than they were written for.
    const ruleSets = rulesOn(set.catalogue, ofToday).filter(({ engine }) => engine === ENGINE);
    return ruleSets.flatMap((rules) => {
      const decided = contracts.withAccess(accessOf(rules));
      const { id, hash } = rules;
      return contracts.listSets.map(({ version, lists, senders }, nth) => {
        const versions = { schemaSet: set.version, lists: version, engine: ENGINE };
        const inForce: InForce = { ruleSet: { id, hash }, ...versions };
        const last = ofToday && nth === contracts.listSets.length - 1;
        return {
          inForce,
          contracts: decided,
          rules,
          lists,
          senders,
          revisionOf: set.revisionOf.bind(set),
          ofToday: last,
        };
      });
    });
  });
  // Asked for every record, with the same object from one activation to the next.
  const found = new WeakMap<InForce, Program | null>();
  const byKey = new Map(programs.map((program) => [inForceKey(program.inForce), program]));
  const today = programs.filter(({ ofToday }) => ofToday);
  const newest = today.toSorted((one, other) => (one.rules.id < other.rules.id ? -1 : 1)).at(-1);
  if (newest === undefined)
    throw new Error('Preparing to route: there is no rule set for this engine under schemas/rules.');
  return {
    newest,
    find(inForce) {
      let program = found.get(inForce);
      if (program === undefined) found.set(inForce, (program = byKey.get(inForceKey(inForce)) ?? null));
      return program;
    },
    inForceOf: (ruleSetId) => today.find(({ rules }) => rules.id === ruleSetId)?.inForce ?? null,
    all: today.map(({ inForce }) => inForce),
  };
}
