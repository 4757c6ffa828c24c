import { join } from 'node:path';
import { accessOf, compileRuleSets } from '#lib/exchange-rules';
import type { Contracts } from './contracts.js';
import { contractsOf } from './load-contracts.js';
import { readSchemaFolder } from './schema-folder.js';
import { NO_ACCESS } from './recipient/field-access.js';

/**
 * Contracts with the recipient schemas of every rule set of this release (one folder each below `schemas/rules`, oldest name first) on every schema set.
 * New deliveries follow the newest; older ones stay readable. Throws when a rule file or schema is wrong.
 */
export function loadHubContracts(root: string): Contracts {
  const bare = contractsOf(readSchemaFolder(root), NO_ACCESS);
  const folder = join(root, 'schemas', 'rules');
  const newest = bare.schemaSets.length - 1;
  const rules = bare.schemaSets.flatMap(({ catalogue }, index) => compileRuleSets(folder, catalogue, index === newest));
  return bare.withAccess(...rules.map(accessOf));
}
