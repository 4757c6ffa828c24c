import type { MessageDefinition } from '#lib/domain';
import type { Language } from './language.js';

/** What splitting `VrisNotification` into words can't know. */
const SPELLING: readonly (readonly [RegExp, string])[] = [
  [/\bvris\b/, 'VRIS'],
  [/\buam\b/, 'UAM'],
  [/\bdublin\b/, 'Dublin'],
  [/\blaissez passer\b/, 'laissez-passer'],
];

/** The catalogue's name in running text, without its remarks between brackets: `maatregel van bewaring`, `detention ordered`. */
export function messageName(definition: Pick<MessageDefinition, 'name' | 'dutchName'>, language: Language): string {
  if (language === 'nl') {
    const short = definition.dutchName.split(/ \(|: /)[0] ?? '';
    const isAbbreviation = /^[A-Z]{2}/.test(short);
    return isAbbreviation ? short : short.charAt(0).toLowerCase() + short.slice(1);
  }
  const words = definition.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return SPELLING.reduce((text, [wrong, right]) => text.replace(wrong, right), words);
}
