import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessOf, compileRules, loadRuleSet } from '#lib/exchange-rules';
import type { Contracts } from './contracts.js';
import { contractsOf } from './load-contracts.js';
import { readSchemaFolder } from './schema-folder.js';
import { NO_ACCESS } from './recipient/field-access.js';

/**
 * Contracts with the recipient schemas of every rule set of this release (one folder each below `schemas/rules`, oldest name first).
 * New deliveries follow the newest; older ones stay readable. Throws when a rule file or schema is wrong.
 */
export function loadHubContracts(root: string): Contracts {
  const bare = contractsOf(readSchemaFolder(root), NO_ACCESS);
  const folder = join(root, 'schemas', 'rules');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const accesses = names.map((name) => {
    const ruleSet = loadRuleSet(join(folder, name), bare.catalogue);
    return accessOf(compileRules(bare.catalogue, ruleSet));
  });
  return bare.withAccess(...accesses);
}
