import { jsonIn, type SchemaFolder } from '../schema-folder.js';

/** Beginnings of words that tell of health or of asylum (VAL-11); a design choice that a data-protection officer keeps up. */
export interface SensitiveWords {
  readonly medical: readonly string[];
  readonly asylum: readonly string[];
}

export function loadSensitiveWords(folder: SchemaFolder): SensitiveWords {
  const words = jsonIn(folder, 'reference/sensitive-words.json') as SensitiveWords;
  for (const kind of ['medical', 'asylum'] as const) {
    const list: readonly unknown[] = words[kind] ?? [];
    // Letters and single spaces only: they become part of a pattern, which must stay linear.
    if (list.length === 0 || !list.every((word) => typeof word === 'string' && /^\p{Ll}+(?: \p{Ll}+)*$/u.test(word))) {
      throw new Error(`Reading schemas/reference/sensitive-words.json: ${kind} must be words in lower case.`);
    }
  }
  return words;
}
