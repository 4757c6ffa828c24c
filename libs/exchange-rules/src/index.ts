/** Who may receive which fields of which message: rule files, their compiler, the decision. */
export { LANGUAGES, isLanguage, type Bilingual, type Language } from './language/language.js';
export type * from './rule-set/rule-set.js';
export { RULE_STATUSES } from './rule-set/rule-set.js';
export { describeRuleErrors, type RuleError, type RuleErrorKind, type RuleFileText } from './rule-set/rule-error.js';
export { parseRuleSet, type ParsedRuleSet } from './rule-set/parse-rule-set.js';
export { canonicalJson } from './rule-set/canonical-json.js';
export { compileRuleSets } from './compile/compile-rule-sets.files.js';
export { loadRuleSet, readRuleFolder, RuleSetError, sealRuleSet } from './rule-set/load-rule-set.files.js';
export { type Condition, isMet, predicatesOf } from './condition/condition.js';
export { parseCondition, type ParsedCondition } from './condition/parse-condition.js';
export { compileRules } from './compile/compile-rules.js';
export type { CompiledRules } from './compile/compiled-rules.js';
export { accessOf, ceilingOf, everAllowedFields, type Access } from './compile/field-access.js';
export { decide } from './decide/decide.js';
export { NO_LIMITS, type Question, type SenderLimits } from './decide/question.js';
export { maskableFields, type MaskableField } from './decide/masks.js';
export {
  decideLine,
  type DecidedLine,
  type LineAnswer,
  type LineDelivery,
  type LineFailure,
} from './line/decide-line.js';
export { explainLine } from './line/explain-line.js';
export type { LineErrorCode } from './line/line-error.js';
export type * from './explain/decision-to-explain.js';
export type * from './explain/explanation.js';
export { explainDecision } from './explain/explain-decision.js';
export { letterOf } from './explain/letter/letter-of.js';
export { checkCompiled, checkRules, type RuleCheck, type RuleCounts } from './check/check-rules.js';
export type { CaseCounts } from './check/find-cases.js';
export type { Finding, FindingKind } from './check/finding.js';
export { compareRuleSets } from './compare/compare-rule-sets.js';
export type * from './compare/rule-set-comparison.js';
export { ruleInWords, type RuleTerms } from './language/rule-in-words.js';
export { conditionInWords } from './language/condition-in-words.js';
export { dutchClassName } from './language/class-names.js';
export { fieldName } from './language/field-names.js';
export { PURPOSE_NAMES } from './language/purpose-names.js';
export { messageName } from './language/message-name.js';
export { nameOfParty } from './language/endpoint-names.js';
