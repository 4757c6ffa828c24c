import { jsonIn, type SchemaFolder } from '../schema-folder.js';

export interface NationalityEntry {
  /** BRP table 32. */
  readonly brpTable32: string;
  /** ICAO Doc 9303. */
  readonly icao: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** An extract of BRP table 32 with the country of each nationality. */
export function loadNationalities(folder: SchemaFolder): readonly NationalityEntry[] {
  const file = jsonIn(folder, 'reference/nationalities.json') as {
    readonly nationalities: readonly NationalityEntry[];
  };
  return file.nationalities;
}
