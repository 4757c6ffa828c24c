import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#lib/domain';
import { loadRuleSet, RuleSetError } from '../rule-set/load-rule-set.files.js';
import { compileRules } from './compile-rules.js';
import type { CompiledRules } from './compiled-rules.js';

/**
 * Every rule set below `schemas/rules` (one folder each, in order of name), compiled on this catalogue. Throws `RuleSetError` on the first
 * that is wrong. On the catalogue of an earlier schema set (`ofToday` false) a rule set that names a later field was never in force, and is
 * left out.
 */
export function compileRuleSets(folder: string, catalogue: Catalogue, ofToday = true): readonly CompiledRules[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return names.flatMap((name) => {
    try {
      return [compileRules(catalogue, loadRuleSet(join(folder, name), catalogue))];
    } catch (error) {
      if (error instanceof RuleSetError && !ofToday) return [];
      throw error;
    }
  });
}
