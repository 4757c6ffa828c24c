import { join } from 'node:path';
import type { Catalogue } from '#lib/domain';
import { loadRuleSet, type RuleSet } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';

/** The rule set that a new hub activates. */
export const RULE_SET = '2026-11-01';

export function loadRulesInForce(catalogue: Catalogue): RuleSet {
  return loadRuleSet(join(projectRoot(), 'schemas', 'rules', RULE_SET), catalogue);
}
