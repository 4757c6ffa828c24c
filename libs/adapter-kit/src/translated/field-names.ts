import type { Faults } from './compile-shape.js';
import type { ObjectShape } from './shape.js';

/**
 * Canonical field → its word, for attributes that list fields of the content. Such a list is read before the message is known, so one word may not
 * stand for two fields, nor one field have two words.
 */
export function fieldNames(shapes: readonly ObjectShape[], faults: Faults): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { canonical, agency } of shapes.flatMap(({ leaves }) => leaves)) {
    const [name = ''] = canonical;
    // A field whose members were lifted out has no word of its own; nobody may withhold the person alone.
    if (canonical.length > 1) continue;
    const word = agency.join('.');
    if ((words.get(name) ?? word) !== word)
      faults.add(`the field ${name} has two words: ${words.get(name)} and ${word}`);
    if ((names.get(word) ?? name) !== name)
      faults.add(`the word ${word} is that of two fields: ${names.get(word)} and ${name}`);
    words.set(name, word);
    names.set(word, name);
  }
  return words;
}
