import { parseParty, partyName, type Party, type ReferenceLists } from '#lib/domain';
import { sha256 } from '../avro/schema-id.js';
import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import type { Partners } from './partners.js';
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
  /** CloudEvents `source` → whom it stands for. Who a sender is decides, so it is named by the activation like every other list. */
  readonly senders: ReadonlyMap<string, Party>;
}

interface EarlierLists extends ReferenceLists {
  readonly id: string;
  /** Source → `GEM:0599`, `COA`. */
  readonly senders: Readonly<Record<string, string>>;
}

/**
 * The lists of `schemas/reference/earlier-lists.json` (as they stood, oldest first) and last those of today. When a list changes, what it
 * was moves to the earlier ones: a log that was decided by it can only be decided again by it.
 */
export function loadLists(folder: SchemaFolder, settings: Settings, partners: Partners): readonly ListSet[] {
  const file = jsonIn(folder, 'reference/nbi-countries.json') as CountriesFile;
  const countries: unknown = file.countries;
  if (!isCountryList(countries)) {
    throw new Error('Reading schemas/reference/nbi-countries.json: countries must be ISO 3166-1 alpha-2 codes.');
  }
  const lists: ReferenceLists = {
    nbiCountries: [...countries].sort(),
    iomConsentDays: settings.iomConsentDays,
    lvvRestDays: settings.lvvRestDays,
    removabilityCheckHours: settings.removabilityCheckHours,
    refuseUncheckedRemoval: settings.refuseUncheckedRemoval,
  };
  const earlier = jsonIn(folder, 'reference/earlier-lists.json') as readonly EarlierLists[];
  const before = earlier.map(({ id, senders, ...terms }) =>
    listSet(id, terms, new Map(Object.entries(senders).map(senderEntry))),
  );
  return [...before, listSet(`${file.id}+${settings.id}`, lists, partners.senders)];
}

function listSet(id: string, given: ReferenceLists, senders: ReadonlyMap<string, Party>): ListSet {
  const { nbiCountries, iomConsentDays, lvvRestDays, removabilityCheckHours, refuseUncheckedRemoval } = given;
  // One order of keys, whatever order a file has: the hash names the content.
  const lists = { nbiCountries, iomConsentDays, lvvRestDays, removabilityCheckHours, refuseUncheckedRemoval };
  const table = [...senders].map(([source, party]) => [source, partyName(party)]).sort();
  return { version: { id, hash: sha256(JSON.stringify({ ...lists, senders: table })) }, lists, senders };
}

function senderEntry([source, name]: readonly [string, string]): readonly [string, Party] {
  const party = parseParty(name);
  if (party === null) throw new Error('Reading schemas/reference/earlier-lists.json: a sender stands for no party.');
  return [source, party];
}

function isCountryList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((code) => typeof code === 'string' && /^[A-Z]{2}$/.test(code));
}
