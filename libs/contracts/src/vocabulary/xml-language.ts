import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doorSchemas, type DoorSchema } from './door-schemas.js';
import { loadVocabulary, type OwnWords } from './load-vocabulary.js';
import { vocabularyFaults } from './vocabulary-faults.js';
import type { Vocabulary, Words } from './vocabulary.js';

/** One direction's published schema: its own namespace, because what an agency gets may lack fields that it must send. */
export interface XmlSide {
  /** Name of the XSD, in `folder` and at the door. */
  readonly file: string;
  readonly namespace: string;
}

/** How an agency's XML looks: `apps/<id>/vocabulary/xml.json`. The generator writes its XSDs from it, the format reads and writes by it. */
export interface XmlLanguage {
  /** Below `schemas/xml`; ends in the version. */
  readonly folder: string;
  readonly in: XmlSide;
  readonly out: XmlSide;
  readonly root: string;
  readonly header: string;
  readonly content: string;
  readonly booleans: { readonly true: string; readonly false: string };
  /** CloudEvents attribute → element of the header, in the order in which they stand there. */
  readonly attributes: Words;
  /** Where the agency has another word than its language. */
  readonly words?: OwnWords;
}

/** A language with all that its words stand for. */
export interface XmlContracts {
  readonly language: XmlLanguage;
  readonly vocabulary: Vocabulary;
  readonly schemas: readonly DoorSchema[];
}

/** The language and its words, unchecked: what the generator works from while the messages change. */
export function readXmlLanguage(root: string, app: string): Omit<XmlContracts, 'schemas'> {
  const path = pathOf(app);
  let language: XmlLanguage;
  try {
    language = JSON.parse(readFileSync(join(root, path), 'utf8')) as XmlLanguage;
  } catch (cause) {
    throw new Error(`Reading the XML of an agency: ${path} is missing or no JSON.`, { cause });
  }
  return { language, vocabulary: loadVocabulary(root, 'nl', language.words) };
}

/**
 * The XML of one adapter, checked against every message.
 *
 * @throws when the file is missing, or a word is: an adapter with half a language must not start
 */
export function loadXmlContracts(root: string, app: string): XmlContracts {
  const { language, vocabulary } = readXmlLanguage(root, app);
  const schemas = doorSchemas(root);
  const canonical = schemas.map(({ schema }) => schema);
  const faults = vocabularyFaults(vocabulary, canonical);
  if (faults.length > 0) throw new Error(`Reading the XML of an agency: ${pathOf(app)}: ${faults.join('; ')}.`);
  return { language, vocabulary, schemas };
}

function pathOf(app: string): string {
  return `apps/${app}/vocabulary/xml.json`;
}
