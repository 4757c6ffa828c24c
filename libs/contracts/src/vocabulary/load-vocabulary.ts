import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vocabulary, Words } from './vocabulary.js';

/** Words of an agency's own, laid over those of its language. */
export type OwnWords = { readonly [Part in keyof Vocabulary]?: Partial<Vocabulary[Part]> };

/**
 * The words of a language (`schemas/vocabulary/<language>.json`), with an agency's own over them: a list of codes is laid over code by code.
 *
 * @throws when the language's file is missing or no JSON
 */
export function loadVocabulary(root: string, language: string, own: OwnWords = {}): Vocabulary {
  const path = `schemas/vocabulary/${language}.json`;
  let base: Vocabulary;
  try {
    base = JSON.parse(readFileSync(join(root, path), 'utf8')) as Vocabulary;
  } catch (cause) {
    throw new Error(`Reading a vocabulary: ${path} is missing or no JSON.`, { cause });
  }
  return withOwnWords(base, own);
}

export function withOwnWords(base: Vocabulary, own: OwnWords): Vocabulary {
  const lists = Object.entries(own.codes ?? {}).map(([list, words]): [string, Words] => [
    list,
    { ...base.codes[list], ...words },
  ]);
  return {
    fields: over(base.fields, own.fields),
    types: over(base.types, own.types),
    messages: over(base.messages, own.messages),
    purposes: over(base.purposes, own.purposes),
    codes: { ...base.codes, ...Object.fromEntries(lists) },
  };
}

function over(base: Words, own: Partial<Words> | undefined): Words {
  return { ...base, ...(own as Words | undefined) };
}
