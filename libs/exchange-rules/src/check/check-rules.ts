import { ENDPOINTS, type Catalogue } from '#lib/domain';
import { compileRules } from '../compile/compile-rules.js';
import type { CompiledRules } from '../compile/compiled-rules.js';
import { parseRuleSet } from '../rule-set/parse-rule-set.js';
import type { RuleFileText } from '../rule-set/rule-error.js';
import type { RuleSet, RuleSetContent, RuleStatus } from '../rule-set/rule-set.js';
import { filesByMessage, type CheckedRules } from './checked-rules.js';
import { findCases, type CaseCounts } from './find-cases.js';
import { findCeilings } from './find-ceilings.js';
import { findGaps } from './find-gaps.js';
import { findHardDenies } from './find-hard-denies.js';
import { findLegalBases } from './find-legal-bases.js';
import { findSentences } from './find-sentences.js';
import { findingOf, type Finding, type Report } from './finding.js';

export interface RuleCheck {
  readonly findings: readonly Finding[];
  /** null when the files could not be read far enough to count. */
  readonly counts: RuleCounts | null;
}

export interface RuleCounts {
  readonly id: string;
  readonly messages: number;
  readonly recipients: number;
  readonly cells: number;
  readonly rules: number;
  readonly hardDenied: number;
  readonly declaredEmpty: number;
  readonly byStatus: Readonly<Record<RuleStatus, number>>;
  readonly cases: CaseCounts;
}

export type Seal = (content: RuleSetContent, catalogue: Catalogue) => RuleSet;

/**
 * Everything that can be said of a rule set without a case: names, overlaps, gaps, ceilings, hard denies, legal bases, sentences, and cases
 * worked out from the conditions. Findings are data; none of them is thrown. `seal` gives the hash, which needs more than pure code.
 */
export function checkRules(texts: readonly RuleFileText[], catalogue: Catalogue, seal: Seal): RuleCheck {
  const parsed = parseRuleSet(texts, catalogue);
  if (!parsed.ok) {
    const findings = parsed.errors.map(({ kind, file, rule, message }) => findingOf(kind, file, rule, message));
    return { findings, counts: null };
  }
  const ruleSet = seal(parsed.ruleSet, catalogue);
  return checkCompiled(ruleSet, compileRules(catalogue, ruleSet), filesByMessage(texts, catalogue));
}

/** The same for rules that are compiled already: the words of the rule set are compared with what the table answers. */
export function checkCompiled(ruleSet: RuleSet, compiled: CompiledRules, fileOf: CheckedRules['fileOf']): RuleCheck {
  const findings: Finding[] = [];
  const report: Report = (kind, file, rule, what) => findings.push(findingOf(kind, file, rule, what));
  const { catalogue } = compiled;
  const checked: CheckedRules = { ruleSet, catalogue, compiled, fileOf };
  for (const find of [findGaps, findHardDenies, findCeilings, findLegalBases, findSentences]) find(checked, report);
  const cases = findCases(checked, report);
  return { findings, counts: countsOf(ruleSet, catalogue, cases) };
}

function countsOf(ruleSet: RuleSet, catalogue: Catalogue, cases: CaseCounts): RuleCounts {
  const { rules, denied, gaps } = ruleSet;
  const of = (status: RuleStatus): number => rules.filter((rule) => rule.status === status).length;
  return {
    id: ruleSet.id,
    messages: catalogue.messages.length,
    recipients: ENDPOINTS.length,
    cells: catalogue.messages.length * ENDPOINTS.length,
    rules: rules.length,
    hardDenied: denied.length,
    declaredEmpty: gaps.filter(({ from, until }) => from === null && until === null).length,
    byStatus: { sourced: of('sourced'), inferred: of('inferred'), statute: of('statute') },
    cases,
  };
}
