import type { MessageDefinition } from '#lib/domain';
import { maskableFields } from '../decide/masks.js';
import { fieldName } from '../language/field-names.js';
import type { Language } from '../language/language.js';
import type { MaskedInWords } from './explanation.js';

/** The value itself stays unnamed here, for the letter may be read by the recipient that must not know it. */
const WORDS = {
  en: {
    OVERIG: 'the ground was replaced by OVERIG (other), for this recipient may not know it',
    ELDERS: 'the place was replaced by ELDERS (elsewhere), for this recipient may not know it',
  },
  nl: {
    OVERIG: 'de grond is vervangen door OVERIG, omdat deze ontvanger die niet mag kennen',
    ELDERS: 'de plaats is vervangen door ELDERS, omdat deze ontvanger die niet mag kennen',
  },
} as const;

export function maskedInWords(
  field: string,
  definition: MessageDefinition | undefined,
  language: Language,
): MaskedInWords {
  const maskable = definition === undefined ? [] : maskableFields(definition);
  const writes = maskable.find((known) => known.field === field)?.writes ?? 'OVERIG';
  return { field, name: fieldName(field, language), words: WORDS[language][writes] };
}
