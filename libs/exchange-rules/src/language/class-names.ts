import type { FieldClass } from '#lib/domain';

/** Dutch names of the field classes (domain page 3.3); the English ones stand in the catalogue. */
const DUTCH: Readonly<Record<FieldClass, string>> = {
  ID: 'kernidentiteit',
  VN: 'V-nummer',
  ML: 'vertrekplichtverklaring',
  CN: 'contactgegevens van de behandelaar',
  OP: 'logistiek',
  AL: 'aliassen',
  BS: 'BSN',
  LO: 'verblijfplaats',
  DB: 'aanwezigheid van documenten',
  DO: 'documentgegevens',
  BI: 'biometrie',
  FA: 'gezin en familie',
  FT: 'medereizigers',
  GU: 'voogdij',
  GB: 'minderjarigheid (ja of nee)',
  PR: 'procedurele status',
  PB: 'verwijderbaarheid (ja of nee)',
  RC: 'reden van de stop',
  AS: 'asielinhoud',
  SP: 'overige bijzondere persoonsgegevens',
  MD: 'medische inhoud',
  MC: 'reisvoorwaarden',
  MB: 'medische ondersteuning (ja of nee)',
  CR: 'strafrechtelijke gegevens',
  PO: 'politiegegevens (Wpg)',
  RI: 'risicocodes',
  TR: 'gegevens over mensenhandel',
  TB: 'beschermingsmaatregel (ja of nee)',
  CO: 'gespreksinhoud',
  CS: 'gespreksuitkomst',
  ST: 'strategie',
  FL: 'reisschema',
  FD: 'vertrekdatum',
  DE: 'bewaringsgegevens',
  DS: 'bewaring (ja of nee)',
  RE: 'herintegratiesteun',
  LE: 'rechtsbijstandverlener',
};

export function dutchClassName(code: FieldClass): string {
  return DUTCH[code] ?? code;
}
