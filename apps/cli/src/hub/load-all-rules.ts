import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contracts } from '#lib/contracts';
import { compileRules, loadRuleSet, type CompiledRules } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';

/** Every rule set of this release: one folder each under `schemas/rules`. */
export function loadAllRules(contracts: Contracts): readonly CompiledRules[] {
  const folder = join(projectRoot(), 'schemas', 'rules');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => compileRules(contracts.catalogue, loadRuleSet(join(folder, name), contracts.catalogue)));
}
