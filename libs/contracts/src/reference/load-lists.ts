import type { ReferenceLists } from '#lib/domain';
import { sha256 } from '../avro/schema-id.js';
import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import type { Settings } from './settings.js';
import type { VersionRef } from './version-ref.js';

interface CountriesFile {
  readonly id: string;
  readonly countries: readonly string[];
}

/** What facts and rules read from lists, with the id and hash that an activation record names. */
export interface ListSet {
  readonly version: VersionRef;
  readonly lists: ReferenceLists;
}

/**
 * The lists of `schemas/reference/earlier-lists.json` (as they stood, oldest first) and last those of today. When a list changes, what it
 * was moves to the earlier ones: a log that was decided by it can only be decided again by it.
 */
export function loadLists(folder: SchemaFolder, settings: Settings): readonly ListSet[] {
  const file = jsonIn(folder, 'reference/nbi-countries.json') as CountriesFile;
  const countries: unknown = file.countries;
  if (!isCountryList(countries)) {
    throw new Error('Reading schemas/reference/nbi-countries.json: countries must be ISO 3166-1 alpha-2 codes.');
  }
  const lists: ReferenceLists = {
    nbiCountries: [...countries].sort(),
    iomConsentDays: settings.iomConsentDays,
    lvvRestDays: settings.lvvRestDays,
  };
  const earlier = jsonIn(folder, 'reference/earlier-lists.json') as readonly ({ id: string } & ReferenceLists)[];
  const before = earlier.map(({ id, nbiCountries, iomConsentDays, lvvRestDays }) =>
    listSet(id, { nbiCountries, iomConsentDays, lvvRestDays }),
  );
  return [...before, listSet(`${file.id}+${settings.id}`, lists)];
}

function listSet(id: string, lists: ReferenceLists): ListSet {
  return { version: { id, hash: sha256(JSON.stringify(lists)) }, lists };
}

function isCountryList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((code) => typeof code === 'string' && /^[A-Z]{2}$/.test(code));
}
