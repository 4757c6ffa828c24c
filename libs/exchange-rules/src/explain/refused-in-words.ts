import { FACT_PHRASES } from '../language/fact-phrases.js';
import type { Language } from '../language/language.js';
import type { Rule, RuleSetContent } from '../rule-set/rule-set.js';
import type { CellToExplain, DecisionToExplain } from './decision-to-explain.js';
import { readCondition, type Reads } from './reads.js';
import { REFUSAL_WORDS, REJECTED_WORDS } from './refusal-words.js';

const WORDS = {
  en: {
    hardDeny: (sentence: string) => `no rule can open this: “${sentence}”`,
    unknownDeny: 'the law forbids it, and no rule can open it',
    elsewhere:
      'the message does not concern the country of this mission, and a file never reaches another country’s mission',
    condition: (facts: string) => `the condition of the rule was not met, for it was not the case that ${facts}`,
    noUnit: (whose: 'GEM' | 'EMB', facts: string) =>
      `the condition of the rule was not met, for of no ${whose === 'GEM' ? 'municipality' : 'mission'} was it the case that ${facts}`,
    unknownCondition: 'the condition of the rule was not met',
    grounds: (names: string) => `the open grounds were: ${names}`,
    none: ', nor that ',
  },
  nl: {
    hardDeny: (sentence: string) => `geen regel kan dit openen: “${sentence}”`,
    unknownDeny: 'de wet verbiedt het, en geen regel kan het openen',
    elsewhere:
      'het bericht betreft niet het land van deze vertegenwoordiging, en een dossier bereikt nooit de vertegenwoordiging van een ander land',
    condition: (facts: string) => `aan de voorwaarde van de regel was niet voldaan, want het was niet zo dat ${facts}`,
    noUnit: (whose: 'GEM' | 'EMB', facts: string) =>
      `aan de voorwaarde van de regel was niet voldaan, want van geen enkele ${whose === 'GEM' ? 'gemeente' : 'vertegenwoordiging'} was het zo dat ${facts}`,
    unknownCondition: 'aan de voorwaarde van de regel was niet voldaan',
    grounds: (names: string) => `openstaande gronden: ${names}`,
    none: ', en ook niet dat ',
  },
} as const;

/** Why this recipient got nothing, in one sentence without its full stop. */
export function refusedInWords(
  decision: DecisionToExplain,
  cell: CellToExplain,
  rule: Rule | null,
  ruleSet: RuleSetContent | null,
  reads: Reads,
  language: Language,
): string {
  const refusal = cell.refusal ?? '';
  const words = WORDS[language];
  if (refusal.startsWith('DENY_HARD:')) {
    const deny = ruleSet?.hardDenies[refusal.slice('DENY_HARD:'.length)];
    return deny === undefined ? words.unknownDeny : words.hardDeny(withoutStop(deny.sentence[language]));
  }
  if (refusal === 'DENY_CONDITION') return conditionNotMet(cell, rule, reads, language);
  const fixed =
    REFUSAL_WORDS[refusal]?.[language] ?? (refusal.startsWith('REJECT:') ? REJECTED_WORDS[language] : refusal);
  const grounds = refusal === 'BLOCK_SUSPENDED' ? openGrounds(decision) : [];
  return grounds.length === 0 ? fixed : `${fixed}; ${words.grounds(grounds.join(', '))}`;
}

function conditionNotMet(cell: CellToExplain, rule: Rule | null, reads: Reads, language: Language): string {
  const words = WORDS[language];
  const condition = rule === null ? null : readCondition(rule.when, reads);
  if (condition === null) return words.unknownCondition;
  // A mission is refused without reading anything when the message concerns another country.
  if (cell.recipient === 'EMB' && (cell.read.length === 0 || condition.met)) return words.elsewhere;
  const facts = condition.lacking.map((predicate) => FACT_PHRASES[predicate][language]);
  if (facts.length === 0) return words.unknownCondition;
  const lacking = facts.join(words.none);
  const { recipient } = cell;
  const unnamed = (recipient === 'GEM' || recipient === 'EMB') && (cell.unit ?? null) === null;
  return unnamed ? words.noUnit(recipient, lacking) : words.condition(lacking);
}

function openGrounds(decision: DecisionToExplain): readonly string[] {
  const open = (decision.facts ?? []).filter(({ name, value }) => value && name.startsWith('SUSP/'));
  return open.map(({ name }) => name.slice('SUSP/'.length));
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
