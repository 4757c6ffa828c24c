import { join } from 'node:path';
import type { Contracts } from '#lib/contracts';
import { compileRuleSets, type CompiledRules } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';

const FOLDER = join(projectRoot(), 'schemas', 'rules');

/** Every rule set of this release on every schema set, the newest last: the hash in a record says by which it was decided. */
export function loadAllRules(contracts: Contracts): readonly CompiledRules[] {
  const newest = contracts.schemaSets.length - 1;
  return contracts.schemaSets.flatMap(({ catalogue }, index) => compileRuleSets(FOLDER, catalogue, index === newest));
}
