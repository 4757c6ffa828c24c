import { isPredicate, parseFactName, parseParty, type Catalogue } from '#lib/domain';
import { nameOfParty } from '../language/endpoint-names.js';
import { FACT_PHRASES } from '../language/fact-phrases.js';
import type { Language } from '../language/language.js';
import { messageName } from '../language/message-name.js';
import type { FactToExplain } from './decision-to-explain.js';
import type { Coded, FactInWords } from './explanation.js';

const CONTROL_WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  H1: { en: 'consent record', nl: 'vastlegging van toestemming' },
  H2: { en: 'statement of participation in the case', nl: 'melding van betrokkenheid bij de zaak' },
  H7: { en: 'no-fault advice', nl: 'buitenschuldadvies' },
};

export function factInWords(fact: FactToExplain, catalogue: Catalogue, language: Language): FactInWords {
  const { name, value, messageId, asOf, offset } = fact;
  return {
    name,
    words: phraseOf(name, language),
    value,
    owner: partyInWords(fact.owner, language),
    source: { code: fact.source, words: messageInWords(fact.source, catalogue, language) },
    messageId,
    asOf,
    from: fact.from ?? null,
    until: fact.until ?? null,
    offset,
  };
}

/** `LP@EMB:NG` → what the fact says, and for whom. */
export function phraseOf(name: string, language: Language): string {
  const [stop, ground] = name.split('/');
  if (stop === 'SUSP' && ground !== undefined) return `${FACT_PHRASES.SUSP[language]} (${ground})`;
  const parsed = parseFactName(name);
  if (parsed === null) return name;
  const phrase = FACT_PHRASES[parsed.predicate][language];
  if (parsed.endpoint === null) return phrase;
  const who = nameOfParty({ endpoint: parsed.endpoint, unit: parsed.unit }, language);
  return language === 'nl' ? `${phrase} (voor ${who})` : `${phrase} (for ${who})`;
}

export function partyInWords(name: string, language: Language): Coded {
  const party = parseParty(name);
  return { code: name, words: party === null ? name : nameOfParty(party, language) };
}

export function messageInWords(code: string, catalogue: Catalogue, language: Language): string {
  const definition = catalogue.messages.find((message) => message.code === code);
  return definition === undefined ? (CONTROL_WORDS[code]?.[language] ?? code) : messageName(definition, language);
}

/** Facts that were read and for which the record holds no entry: nobody has stated them. */
export function notStated(
  read: ReadonlyMap<string, boolean>,
  facts: readonly FactToExplain[],
  language: Language,
): readonly Coded[] {
  const stated = new Set(facts.map(({ name }) => name.split(/[@/]/)[0] ?? name));
  return [...read]
    .filter(([name, value]) => !value && !stated.has(name) && isPredicate(name))
    .map(([name]) => ({ code: name, words: phraseOf(name, language) }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}
