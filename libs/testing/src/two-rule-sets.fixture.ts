import { join } from 'node:path';
import { compileRules, loadRuleSet } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';
import { programsOf, type InForce } from '#lib/routing';
import { testHub, type TestHub } from './test-hub.fixture.js';

export interface TwoRuleSets extends TestHub {
  /** Of the second rule set, which tells COA nothing of departure interviews (M06). */
  readonly other: InForce;
}

const OTHER = '2099-01-01';

/** The test hub with a second rule set beside the real one, as a release has that carries the rules of before and after a change. */
export function twoRuleSets(test: TestHub = testHub()): TwoRuleSets {
  const { contracts, inForce } = test;
  const real = loadRuleSet(join(projectRoot(), 'schemas', 'rules', inForce.ruleSet.id), contracts.catalogue);
  const rules = real.rules.filter(({ message, recipient }) => !(message === 'M06' && recipient === 'COA'));
  const changed = { ...real, id: OTHER, hash: 'f'.repeat(64), rules };
  const programs = programsOf(contracts, (catalogue) =>
    [real, changed].map((ruleSet) => compileRules(catalogue, ruleSet)),
  );
  const other = programs.inForceOf(OTHER);
  if (other === null) throw new Error('Making two rule sets: the second is not there.');
  return { ...test, programs, hub: { ...test.hub, program: (inForce: InForce) => programs.find(inForce) }, other };
}
