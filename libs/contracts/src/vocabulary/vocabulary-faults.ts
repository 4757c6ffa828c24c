import type { JsonSchema } from '../validation/json-schema.js';
import type { Vocabulary, Words } from './vocabulary.js';

/**
 * What is wrong with a vocabulary for these JSON Schemas, in words; empty when each name and code has a word, no two meet in one word within one
 * object or list, and nothing is translated that does not exist.
 */
export function vocabularyFaults(vocabulary: Vocabulary, schemas: readonly JsonSchema[]): readonly string[] {
  const faults = new Set<string>();
  const used = { fields: new Set<string>(), types: new Set<string>(), messages: new Set<string>() };
  const require = (words: Words | undefined, name: string, what: string): void => {
    if (words?.[name] === undefined) faults.add(`no word for the ${what} ${name}`);
  };
  const object = (schema: JsonSchema, owner: string): void => {
    const names = Object.keys(schema.properties ?? {});
    for (const name of names) {
      used.fields.add(name);
      require(vocabulary.fields, name, 'field');
      for (const code of schema.properties?.[name]?.enum ?? [])
        require(vocabulary.codes[name], code, `code of ${name}`);
    }
    for (const word of repeated(names.map((name) => vocabulary.fields[name]))) {
      faults.add(`${owner} has two fields named ${word}`);
    }
  };
  for (const schema of schemas) {
    const title = schema.title ?? '';
    used.messages.add(title);
    require(vocabulary.messages, title, 'message');
    object(schema, title);
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) {
      used.types.add(name);
      require(vocabulary.types, name, 'type');
      for (const code of definition.enum ?? []) require(vocabulary.codes[name], code, `code of ${name}`);
      object(definition, name);
    }
  }
  for (const part of ['fields', 'types', 'messages'] as const) {
    for (const name of Object.keys(vocabulary[part])) if (!used[part].has(name)) faults.add(`${name} is in no message`);
  }
  for (const part of ['types', 'messages', 'purposes'] as const) {
    for (const word of repeated(Object.values(vocabulary[part]))) faults.add(`two ${part} are named ${word}`);
  }
  for (const [list, words] of Object.entries(vocabulary.codes)) {
    if (!used.fields.has(list) && !used.types.has(list)) faults.add(`the code list ${list} is in no message`);
    for (const word of repeated(Object.values(words))) faults.add(`two codes of ${list} are written ${word}`);
  }
  return [...faults];
}

function repeated(words: readonly (string | undefined)[]): readonly string[] {
  const known = words.filter((word) => word !== undefined);
  return [...new Set(known.filter((word, n) => known.indexOf(word) !== n))];
}
