import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contracts } from '#lib/contracts';
import { compileRules, loadRuleSet } from '#lib/exchange-rules';
import { programsOf, type Programs } from '#lib/routing';

/** Every rule set of this release, compiled: one folder each under `schemas/rules`. `root` is the project's. */
export function loadPrograms(root: string, contracts: Contracts): Programs {
  const folder = join(root, 'schemas', 'rules');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ruleSets = names
    .map(({ name }) => loadRuleSet(join(folder, name), contracts.catalogue))
    .map((ruleSet) => compileRules(contracts.catalogue, ruleSet));
  return programsOf(contracts, ruleSets);
}
