import type { Language } from '../language/language.js';
import type { DecisionToExplain } from './decision-to-explain.js';
import type { RecomputeInWords } from './explanation.js';

export function recomputeInWords(record: DecisionToExplain, language: Language): RecomputeInWords {
  const { logId = null, partition = null, offset = null } = record;
  const words = (record.decisionId ?? null) === null ? ASKED[language] : RECORDED[language];
  return { logId, partition, offset, words };
}

const RECORDED = {
  en: 'This decision follows from the case log alone. Anyone with access to that log can have it decided again with `schakel recompute`, which compares the outcome byte for byte with what was recorded.',
  nl: 'Deze beslissing volgt uitsluitend uit het zaaklogboek. Wie toegang heeft tot dat logboek kan haar opnieuw laten nemen met `schakel recompute`; die opdracht vergelijkt de uitkomst byte voor byte met wat is vastgelegd.',
} as const;

const ASKED = {
  en: 'This is an answer to a question and was recorded nowhere: nothing was sent. The same question gives the same answer as long as these rules are used.',
  nl: 'Dit is een antwoord op een vraag en is nergens vastgelegd: er is niets verstuurd. Dezelfde vraag geeft hetzelfde antwoord zolang deze regels worden gebruikt.',
} as const;
