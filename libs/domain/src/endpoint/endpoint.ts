/** The fifteen endpoint codes of the exchange rules, in the order of the domain page (1.1). The order is part of every decision record. */
export const ENDPOINTS = [
  'DTV',
  'IND',
  'BMA',
  'MED',
  'COA',
  'POL',
  'KMAR',
  'DJI',
  'DVO',
  'IOM',
  'GEM',
  'NID',
  'VWN',
  'BUZA',
  'EMB',
] as const;

export type Endpoint = (typeof ENDPOINTS)[number];

const KNOWN: ReadonlySet<string> = new Set(ENDPOINTS);

export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'string' && KNOWN.has(value);
}

/** One sender or recipient. `unit` is a municipality (CBS code, 4 digits) for GEM, a country (ISO alpha-2) for EMB, otherwise null. */
export interface Party {
  readonly endpoint: Endpoint;
  readonly unit: string | null;
}

/** Only these endpoints stand for many bodies, of which one may know what its neighbour may not. */
export function hasUnits(endpoint: Endpoint): boolean {
  return endpoint === 'GEM' || endpoint === 'EMB';
}

/** `GEM:0599`, `EMB:NG`, `COA`: the spelling used in facts, headers and decision records. */
export function partyName(party: Party): string {
  return party.unit === null ? party.endpoint : `${party.endpoint}:${party.unit}`;
}

/** Reads `ENDPOINT[:unit]`; null when it names no endpoint, or a unit where there are none. */
export function parseParty(text: string): Party | null {
  const [endpoint, unit, ...rest] = text.split(':');
  if (!isEndpoint(endpoint) || rest.length > 0) return null;
  if (unit === undefined) return { endpoint, unit: null };
  const form = endpoint === 'GEM' ? /^\d{4}$/ : endpoint === 'EMB' ? /^[A-Z]{2}$/ : null;
  return form !== null && form.test(unit) ? { endpoint, unit } : null;
}
