import { predicatesOf } from '../condition/condition.js';
import { conditionOf } from '../condition/condition-of.js';
import { FACT_PHRASES } from '../language/fact-phrases.js';
import { fieldName } from '../language/field-names.js';
import { LANGUAGES, type Language } from '../language/language.js';
import type { Rule } from '../rule-set/rule-set.js';
import type { CheckedRules } from './checked-rules.js';
import type { Report } from './finding.js';

/** A sentence may be worded freely, but it names the message, every fact that is asked and every field that is left out or gated. */
export function findSentences({ ruleSet, fileOf }: CheckedRules, report: Report): void {
  for (const rule of ruleSet.rules) {
    for (const language of LANGUAGES) {
      const missing = wordsOf(rule, language).filter((words) => !rule.sentence[language].includes(words));
      if (missing.length === 0) continue;
      const parts = missing.map((words) => `“${words}”`).join(', ');
      report('SENTENCE', fileOf(rule.message), rule.id, `does not say in its ${language} sentence: ${parts}`);
    }
  }
}

function wordsOf(rule: Rule, language: Language): readonly string[] {
  const conditions = [rule.when, ...Object.values(rule.gated)].map(conditionOf);
  const facts = new Set(conditions.flatMap(predicatesOf));
  const fields = [...rule.withheld, ...Object.keys(rule.gated)];
  return [
    rule.message,
    ...[...facts].map((fact) => FACT_PHRASES[fact][language]),
    ...fields.map((field) => fieldName(field, language)),
  ];
}
