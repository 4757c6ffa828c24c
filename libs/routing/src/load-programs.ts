import type { Contracts } from '#lib/contracts';
import { compileRuleSets } from '#lib/exchange-rules';
import { programsOf, type Programs } from './programs.js';

/** What this release can decide with: every rule set under `schemas/rules`, on every schema set and list set. `root` is the project's. */
export function loadPrograms(root: string, contracts: Contracts): Programs {
  const folder = `${root}/schemas/rules`;
  return programsOf(contracts, (catalogue, ofToday) => compileRuleSets(folder, catalogue, ofToday));
}
