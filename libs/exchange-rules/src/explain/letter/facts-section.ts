import type { Language } from '../../language/language.js';
import type { Explanation, FactInWords } from '../explanation.js';
import { dutchTime } from './dutch-time.js';
import { heading, paragraph } from './layout.js';

const WORDS = {
  en: {
    title: 'Facts that the decision rests on',
    holds: 'true',
    not: 'not (any longer) true',
    stated: (who: string, what: string, when: string) => `stated by ${who} in ${what}, as of ${when}`,
    from: (when: string) => `from ${when}`,
    until: (when: string) => `until ${when}`,
    message: (id: string) => `message ${id}`,
    nobody: 'The decision also asked for these facts; nobody had stated them, so they counted as not true:',
    asked: (fact: string, value: string) => `That ${fact}: ${value}`,
  },
  nl: {
    title: 'Feiten waarop de beslissing berust',
    holds: 'waar',
    not: 'niet (meer) waar',
    stated: (who: string, what: string, when: string) => `gemeld door ${who} met ${what}, naar de stand van ${when}`,
    from: (when: string) => `vanaf ${when}`,
    until: (when: string) => `tot ${when}`,
    message: (id: string) => `bericht ${id}`,
    nobody: 'De beslissing vroeg ook naar deze feiten; niemand had ze gemeld, zodat ze als niet waar golden:',
    asked: (fact: string, value: string) => `Dat ${fact}: ${value}`,
  },
} as const;

export function factsSection({ language, facts, notStated }: Explanation): readonly string[] {
  const words = WORDS[language];
  if (facts.length === 0 && notStated.length === 0) return [];
  const missing = notStated.map(({ code, words: phrase }) => paragraph(`${phrase} (${code})`, '- ', '  '));
  return [
    heading(words.title),
    ...(facts.length === 0 ? [] : [facts.map((fact) => factLine(fact, language)).join('\n')]),
    ...(missing.length === 0 ? [] : [[paragraph(words.nobody), ...missing].join('\n')]),
  ];
}

function factLine(fact: FactInWords, language: Language): string {
  const words = WORDS[language];
  const value = fact.value ? words.holds : words.not;
  const told = words.stated(
    fact.owner.words,
    `${fact.source.code} (${fact.source.words})`,
    dutchTime(fact.asOf, language),
  );
  const terms = [
    fact.from === null ? null : words.from(dutchTime(fact.from, language)),
    fact.until === null ? null : words.until(dutchTime(fact.until, language)),
    fact.messageId === '' ? null : words.message(fact.messageId),
  ].filter((term) => term !== null);
  const asked = words.asked(`${fact.words} (${fact.name})`, value);
  return paragraph(fact.source.code === '' ? `${asked}.` : `${asked}; ${[told, ...terms].join(', ')}.`, '- ', '  ');
}
