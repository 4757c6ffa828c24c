import type { Catalogue } from '#lib/domain';
import { loadNamedTypes, loadWriterSchemas } from './codec/load-writer-schemas.js';
import type { Contracts } from './contracts.js';
import { createContracts, type LoadedContracts } from './create-contracts.js';
import { createMessageContracts } from './message/create-message-contracts.js';
import { listMessages } from './message/message-list.js';
import { NO_ACCESS, type FieldAccess } from './recipient/field-access.js';
import { loadLists } from './reference/load-lists.js';
import { loadPartners } from './reference/load-partners.js';
import { loadStories } from './reference/load-stories.js';
import { loadNationalities } from './reference/nationalities.js';
import { loadSchemaSets } from './reference/schema-sets.js';
import { loadSensitiveWords } from './reference/sensitive-words.js';
import { loadSettings } from './reference/settings.js';
import { writerEntries } from './registry/registry-entries.js';
import { jsonIn, readSchemaFolder, type SchemaFolder } from './schema-folder.js';
import { createValidator } from './validation/validator.js';

export interface LoadOptions {
  /** Project root: the folder that holds `schemas/`. */
  readonly root: string;
  /** The rules' answer per message, endpoint and field; without it no recipient gets anything. */
  readonly access?: FieldAccess;
}

/** Reads and checks everything below `schemas/`. Throws with the file at fault; nothing is served half. */
export function loadContracts(options: LoadOptions): Contracts {
  return contractsOf(readSchemaFolder(options.root), options.access ?? NO_ACCESS);
}

/** The same from files in memory: what a test of a new revision needs. */
export function contractsOf(folder: SchemaFolder, access: FieldAccess): Contracts {
  const catalogue = jsonIn(folder, 'catalogue.json') as Catalogue;
  const types = loadNamedTypes(folder);
  const writers = loadWriterSchemas(folder, listMessages(catalogue), types);
  const messages = createMessageContracts(folder, writers);
  const settings = loadSettings(folder);
  const partners = loadPartners(folder);
  const listSets = loadLists(folder, settings, partners);
  const loaded: LoadedContracts = {
    catalogue,
    types,
    writers,
    messages,
    settings,
    listSets,
    schemaSets: loadSchemaSets(folder, catalogue, writers),
    partners,
    nationalities: loadNationalities(folder),
    stories: loadStories(folder),
    validator: createValidator(settings, loadSensitiveWords(folder)),
    entries: writerEntries(writers, types),
  };
  return createContracts(loaded, [access]);
}
