import type { BatchDefinition } from '#lib/adapter-kit';

const YES_NO = { ja: true, nee: false } as const;
const GROUNDS = {
  asiel: 'ASIEL',
  artikel64: 'ART64',
  mensenhandel: 'B8',
  voorlopige_voorziening: 'VOVO',
  beroep: 'BEROEP',
  buitenschuld: 'BUITENSCHULD',
  overig: 'OVERIG',
} as const;

/** The nightly list of cases whose removal was stopped or may go on: M03, one line per person and change. */
export const removabilityList: BatchDefinition = {
  name: 'verwijderbaarheid',
  title: 'Nachtelijke lijst van gestopte en hervatte zaken (M03)',
  code: 'M03',
  attributes: { purpose: 'RETURN_PREP', legalbasis: 'LB1' },
  columns: [
    {
      name: 'kenmerk',
      place: '/id',
      required: true,
      explanation:
        'Eigen kenmerk van deze regel, nooit hergebruikt. Dezelfde regel nogmaals sturen mag, onder hetzelfde kenmerk.',
    },
    {
      name: 'tijdstip',
      place: '/time',
      required: true,
      explanation: 'Wanneer de status wijzigde: 2026-03-02T21:15:00+01:00.',
    },
    { name: 'vnummer', place: '/data/vNumber', required: true, explanation: 'Vreemdelingnummer, 10 cijfers.' },
    { name: 'zaaknummer', place: '/data/caseNumber', explanation: 'Zaaknummer van DT&V, als het bekend is.' },
    { name: 'geslachtsnaam', place: '/data/person/familyName', required: true, explanation: 'Zoals in de BVV.' },
    { name: 'voorvoegsel', place: '/data/person/prefix', explanation: 'Van de geslachtsnaam.' },
    { name: 'voornamen', place: '/data/person/givenNames', explanation: 'Zoals in de BVV.' },
    {
      name: 'geboortedatum',
      place: '/data/person/birthDate',
      required: true,
      explanation: 'jjjj-mm-dd; onbekende maand of dag als 00.',
    },
    {
      name: 'geslacht',
      place: '/data/person/sex',
      words: { man: 'M', vrouw: 'V', onbekend: 'O' },
      explanation: 'man, vrouw of onbekend.',
    },
    {
      name: 'nationaliteiten',
      place: '/data/person/nationalities',
      required: true,
      itemsOf: 'brpTable32',
      explanation: 'Codes van BRP-tabel 32, gescheiden door spaties.',
    },
    {
      name: 'verwijderbaar',
      place: '/data/removable',
      required: true,
      words: YES_NO,
      explanation: 'ja of nee: mag deze persoon worden uitgezet?',
    },
    {
      name: 'uitzetting_stoppen',
      place: '/data/stopAllRemovalActions',
      required: true,
      words: YES_NO,
      explanation:
        'ja: alle uitzettingshandelingen stoppen nu. nee: deze grond vervalt, de zaak gaat verder als er geen andere is.',
    },
    {
      name: 'grond',
      place: '/data/legalGroundCode',
      required: true,
      words: GROUNDS,
      explanation: 'Waarom: asiel, artikel64, mensenhandel, voorlopige_voorziening, beroep, buitenschuld of overig.',
    },
    {
      name: 'reden',
      place: '/data/reasonCode',
      required: true,
      words: GROUNDS,
      explanation: 'Als grond; meestal gelijk daaraan.',
    },
    {
      name: 'geldt_vanaf',
      place: '/data/effectiveFrom',
      explanation: 'Datum en tijd, als de wijziging niet meteen geldt.',
    },
    { name: 'geldig_tot', place: '/data/validUntil', explanation: 'jjjj-mm-dd, als het einde bekend is.' },
    { name: 'spoed', place: '/urgency', explanation: 'U0 of U1; leeg: die van de berichtsoort.' },
  ],
};
