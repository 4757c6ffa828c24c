import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadVocabulary, type OwnWords, type Vocabulary, type Words } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { readManifest } from '../manifest/find-manifests.js';
import { parseFormatFile, type FormatFile } from './format-file.js';
import type { Dialect } from './dialect.js';
import { parseEnvelopeFile } from './envelope-file.js';

const NOTHING: Vocabulary = { fields: {}, types: {}, messages: {}, purposes: {}, codes: {} };

/**
 * The dialect of an adapter, from `apps/<id>/vocabulary`: `format.json` (name, language, how values are written), `fields.json`, `codes.json`,
 * `messages.json` (words) and `envelope.json`. Words in Dutch that an agency has no own ones for come from `schemas/vocabulary/nl.json`. It speaks
 * what its manifest lets it send and receive.
 *
 * @throws when a file is missing or has another form; whether the words suffice is for `translatedJson` to say
 */
export function readDialect(id: string, root: string = projectRoot()): Dialect {
  const format = parseFormatFile(id, readJson(root, id, 'format'));
  const { names, places } = splitPlaces(readJson(root, id, 'fields') as Words);
  const codes = readJson(root, id, 'codes') as Vocabulary['codes'];
  const { messages = {}, types = {}, purposes = {} } = readJson(root, id, 'messages') as Partial<Vocabulary>;
  const base = format.language === 'nl' ? inStyle(loadVocabulary(root, 'nl'), format) : NOTHING;
  const speaks = readManifest(id, root).endpoints.flatMap(({ sends, receives, controls }) => [
    ...sends,
    ...receives,
    ...controls,
  ]);
  return {
    ...format,
    speaks,
    words: laidOver(base, { fields: names, messages, types, purposes, codes }),
    places,
    envelope: parseEnvelopeFile(id, readJson(root, id, 'envelope')),
    own: [...Object.keys(names), ...Object.keys(places), ...Object.keys(codes).map((list) => `codes of ${list}`)],
  };
}

function readJson(root: string, id: string, name: string): unknown {
  const path = `apps/${id}/vocabulary/${name}.json`;
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')) as unknown;
  } catch (cause) {
    throw new Error(`Reading a vocabulary: ${path} is missing or no JSON.`, { cause });
  }
}

/** `Person.birthDate` is a place of one type; `birthDate` a word for it everywhere. */
function splitPlaces(words: Words): { readonly names: Words; readonly places: Words } {
  const entries = Object.entries(words);
  return {
    names: Object.fromEntries(entries.filter(([name]) => !name.includes('.'))),
    places: Object.fromEntries(entries.filter(([name]) => name.includes('.'))),
  };
}

/** The language's words in the agency's way of writing names; its own words stand as it wrote them. */
function inStyle(base: Vocabulary, { names }: FormatFile): Vocabulary {
  if (names === 'camelCase') return base;
  const snake = (words: Words): Words =>
    Object.fromEntries(
      Object.entries(words).map(([name, word]) => [
        name,
        word.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
      ]),
    );
  return { ...base, fields: snake(base.fields), messages: snake(base.messages) };
}

function laidOver(base: Vocabulary, own: Required<OwnWords>): Vocabulary {
  const lists = Object.entries(own.codes).map(([list, words]): [string, Words] => [
    list,
    { ...base.codes[list], ...words },
  ]);
  return {
    fields: { ...base.fields, ...(own.fields as Words) },
    types: { ...base.types, ...(own.types as Words) },
    messages: { ...base.messages, ...(own.messages as Words) },
    purposes: { ...base.purposes, ...(own.purposes as Words) },
    codes: { ...base.codes, ...Object.fromEntries(lists) },
  };
}
