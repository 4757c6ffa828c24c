import { type Endpoint, type Party } from '#lib/domain';
import type { Bilingual, Language } from './language.js';

/** How a letter names each endpoint, as the subject of a sentence (domain page 1.1). */
export const ENDPOINT_NAMES: Readonly<Record<Endpoint, Bilingual>> = {
  DTV: { en: 'DT&V', nl: 'de DT&V' },
  IND: { en: 'IND', nl: 'de IND' },
  BMA: { en: 'BMA', nl: 'BMA' },
  MED: { en: 'a medical endpoint', nl: 'een medische instantie' },
  COA: { en: 'COA', nl: 'het COA' },
  POL: { en: 'the police (AVIM)', nl: 'de politie (AVIM)' },
  KMAR: { en: 'KMar', nl: 'de KMar' },
  DJI: { en: 'DJI', nl: 'DJI' },
  DVO: { en: 'DV&O', nl: 'DV&O' },
  IOM: { en: 'IOM', nl: 'IOM' },
  GEM: { en: 'a municipality', nl: 'een gemeente' },
  NID: { en: 'Nidos', nl: 'Nidos' },
  VWN: { en: 'VluchtelingenWerk', nl: 'VluchtelingenWerk' },
  BUZA: { en: 'the Ministry of Foreign Affairs', nl: 'het ministerie van Buitenlandse Zaken' },
  EMB: { en: 'the mission of the country of origin', nl: 'de vertegenwoordiging van het land van herkomst' },
};

/** `de gemeente met code 0599`, `the mission of NG`: a unit by its code, for the names of municipalities and countries are not part of the rules. */
export function nameOfParty({ endpoint, unit }: Party, language: Language): string {
  if (unit === null) return ENDPOINT_NAMES[endpoint][language];
  if (endpoint === 'GEM')
    return language === 'nl' ? `de gemeente met code ${unit}` : `the municipality with code ${unit}`;
  return language === 'nl' ? `de vertegenwoordiging van ${unit}` : `the mission of ${unit}`;
}
