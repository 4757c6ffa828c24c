import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Catalogue } from '#lib/domain';
import { compileRules, loadRuleSet, type CompiledRules } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';

export class RuleSetUnknown extends Error {
  readonly code = 'rule-set-unknown';
}

/** The folder of a rule set, given its id (`2026-11-01`) or a path. @throws RuleSetUnknown with the ids that there are */
export function ruleFolder(idOrPath: string): string {
  const known = join(projectRoot(), 'schemas', 'rules');
  const places = [join(known, idOrPath), isAbsolute(idOrPath) ? idOrPath : resolve(process.cwd(), idOrPath)];
  const found = places.find((place) => existsSync(join(place, 'rule-set.yaml')));
  if (found !== undefined) return found;
  const ids = readdirSync(known).filter((name) => statSync(join(known, name)).isDirectory());
  throw new RuleSetUnknown(
    `There is no rule set '${idOrPath}': name a folder with a rule-set.yaml, or one of ${ids.join(', ')}.`,
  );
}

export function loadRules(idOrPath: string, catalogue: Catalogue): CompiledRules {
  return compileRules(catalogue, loadRuleSet(ruleFolder(idOrPath), catalogue));
}
