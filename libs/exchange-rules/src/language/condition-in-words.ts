import type { Condition } from '../condition/condition.js';
import { FACT_PHRASES } from './fact-phrases.js';
import type { Language } from './language.js';

const WORDS = {
  en: { and: ' and ', or: ' or ', either: 'either ', orElse: ' or ', pause: ', and ' },
  nl: { and: ' en ', or: ' of ', either: 'ofwel ', orElse: ' ofwel ', pause: ', en ' },
} as const;

/** A condition as a clause that follows `while` or `zolang`; empty for a condition that always holds. */
export function conditionInWords(condition: Condition, language: Language): string {
  const words = WORDS[language];
  switch (condition.kind) {
    case 'ALWAYS':
      return '';
    case 'FACT':
      return FACT_PHRASES[condition.predicate][language];
    case 'OR':
      return condition.parts.map((part) => conditionInWords(part, language)).join(words.or);
    case 'AND': {
      const nested = condition.parts.some(({ kind }) => kind === 'OR');
      const parts = condition.parts.map((part) =>
        part.kind === 'OR'
          ? `${words.either}${part.parts.map((choice) => conditionInWords(choice, language)).join(words.orElse)}`
          : conditionInWords(part, language),
      );
      return parts.join(nested ? words.pause : words.and);
    }
  }
}
