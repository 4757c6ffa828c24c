import type { MessageDefinition } from '#lib/domain';
import { conditionOf } from '../condition/condition-of.js';
import type { Rule } from '../rule-set/rule-set.js';
import { conditionInWords } from './condition-in-words.js';
import { ENDPOINT_NAMES } from './endpoint-names.js';
import { fieldName } from './field-names.js';
import { capitalised, listing, type Language } from './language.js';
import { messageName } from './message-name.js';

const WORDS = {
  en: { inEveryCase: 'in every case', while: 'while', without: 'without', only: 'only while' },
  nl: { inEveryCase: 'in alle gevallen', while: 'zolang', without: 'zonder', only: 'alleen zolang' },
} as const;

export type RuleTerms = Pick<Rule, 'message' | 'recipient' | 'when' | 'withheld' | 'gated'>;

/** What a rule does as one sentence. The rule files hold these sentences, so that nobody has to run anything to read them. */
export function ruleInWords(rule: RuleTerms, definition: MessageDefinition, language: Language): string {
  const words = WORDS[language];
  const who = capitalised(ENDPOINT_NAMES[rule.recipient][language]);
  const verb = language === 'nl' ? 'ontvangt' : rule.recipient === 'POL' ? 'receive' : 'receives';
  const what = `${rule.message} (${messageName(definition, language)})`;
  const clause = conditionInWords(conditionOf(rule.when), language);
  const when = clause === '' ? words.inEveryCase : `${words.while} ${clause}`;
  const without = rule.withheld.length === 0 ? '' : `, ${words.without} ${fields(rule.withheld, language)}`;
  const gates = gatedTogether(rule.gated).map(
    ([gate, names]) => `; ${fields(names, language)} ${words.only} ${conditionInWords(conditionOf(gate), language)}`,
  );
  return `${who} ${verb} ${what} ${when}${without}${gates.join('')}.`;
}

/** Fields that open on the same condition are named together. */
function gatedTogether(gated: Rule['gated']): readonly (readonly [string, readonly string[]])[] {
  const gates = [...new Set(Object.values(gated))];
  return gates.map((gate) => [gate, Object.keys(gated).filter((field) => gated[field] === gate)]);
}

function fields(names: readonly string[], language: Language): string {
  return listing(
    names.map((name) => fieldName(name, language)),
    language,
  );
}
