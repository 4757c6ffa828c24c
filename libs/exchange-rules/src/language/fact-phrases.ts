import type { Predicate } from '#lib/domain';
import type { Bilingual } from './language.js';

/** What each fact says (domain page 4.4). Dutch phrases have the word order that follows `zolang` and `dat`. */
export const FACT_PHRASES: Readonly<Record<Predicate, Bilingual>> = {
  COA_HOST: {
    en: 'the person is placed in a COA facility',
    nl: 'de persoon in een opvanglocatie van het COA is geplaatst',
  },
  POL_SUP: { en: 'the police have an open task in the case', nl: 'de politie een open taak in de zaak heeft' },
  POL_PICKUP: {
    en: 'the police are to pick up or hand over the person',
    nl: 'de politie de persoon moet ophalen of overdragen',
  },
  KMAR_TASK: { en: 'KMar has an open task in the case', nl: 'de KMar een open taak in de zaak heeft' },
  FORCED: { en: 'a forced removal is being planned', nl: 'een gedwongen vertrek wordt voorbereid' },
  DET: {
    en: 'the person is in, or ordered into, immigration detention',
    nl: 'de persoon in vreemdelingenbewaring is of is gesteld',
  },
  VRIS: {
    en: 'the person is a suspect or convict in the criminal-justice chain (VRIS)',
    nl: 'de persoon verdachte of veroordeelde in de strafrechtketen is (VRIS)',
  },
  GGV: {
    en: 'the person is placed in the closed family facility',
    nl: 'de persoon in de gesloten gezinsvoorziening is geplaatst',
  },
  DVO_ORDER: {
    en: 'a transport order with DV&O is open or just executed',
    nl: 'bij DV&O een vervoersopdracht openstaat of net is uitgevoerd',
  },
  IOM_CONSENT: {
    en: 'a signed IOM application less than 60 days old is on record',
    nl: 'een ondertekende IOM-aanvraag van minder dan 60 dagen oud is vastgelegd',
  },
  IOM_CLOSING: {
    en: 'the message reports the end of an IOM consent that was on record',
    nl: 'het bericht het einde meldt van een vastgelegde toestemming voor IOM',
  },
  GEM_HOST: {
    en: 'the municipality shelters or supports the person',
    nl: 'de gemeente de persoon opvangt of ondersteunt',
  },
  GEM_LSO: {
    en: "the case is on the agenda of the municipality's local meeting (LSO)",
    nl: 'de zaak op de agenda van het lokale samenwerkingsoverleg (LSO) van de gemeente staat',
  },
  GEM_RES: {
    en: 'the person lives or is registered in the municipality',
    nl: 'de persoon in de gemeente woont of is ingeschreven',
  },
  UAM: {
    en: 'the person is an unaccompanied minor under guardianship of Nidos',
    nl: 'de persoon een alleenstaande minderjarige onder voogdij van Nidos is',
  },
  OTS: {
    en: 'the person is a child under a supervision order carried out by Nidos',
    nl: 'de persoon een kind is met een ondertoezichtstelling die Nidos uitvoert',
  },
  VWN_CONSENT: {
    en: 'the person has consented in writing to sharing the case with VluchtelingenWerk',
    nl: 'de persoon er schriftelijk mee heeft ingestemd dat de zaak met VluchtelingenWerk wordt gedeeld',
  },
  LP: {
    en: 'a replacement travel document is being applied for and no suspensive procedure is open',
    nl: 'een vervangend reisdocument wordt aangevraagd en geen schorsende procedure openstaat',
  },
  LP_ARRIVAL: {
    en: 'the mission has to be told of the arrival and no suspensive procedure is open',
    nl: 'de vertegenwoordiging de aankomst moet weten en geen schorsende procedure openstaat',
  },
  NBI: {
    en: 'the country of destination is on the list of countries that honour ne bis in idem',
    nl: 'het land van bestemming op de lijst staat van landen die ne bis in idem eerbiedigen',
  },
  MED_CARE: {
    en: 'the medical endpoint has a recorded care, intake or escort task',
    nl: 'de medische instantie een vastgelegde taak heeft voor zorg, intake of begeleiding',
  },
  BMA_OPEN: {
    en: 'a medical advice is asked or still valid',
    nl: 'een medisch advies is gevraagd of nog geldig is',
  },
  MED_CONSENT: {
    en: 'the person has signed the medical release',
    nl: 'de persoon de medische toestemmingsverklaring heeft ondertekend',
  },
  WPG_BASIS: {
    en: 'the sender states a provision article of the Police Data Act (Wpg)',
    nl: 'de afzender een verstrekkingsartikel van de Wet politiegegevens (Wpg) noemt',
  },
  LKO: {
    en: 'the case is on the agenda of the local chain meeting (LKO)',
    nl: 'de zaak op de agenda van het lokaal ketenoverleg (LKO) staat',
  },
  LKO_INV: {
    en: 'the recipient is invited for this agenda item',
    nl: 'de ontvanger voor dit agendapunt is uitgenodigd',
  },
  NOFAULT: { en: 'a no-fault assessment is open', nl: 'een buitenschuldbeoordeling openstaat' },
  ADEQ: {
    en: 'an inquiry into adequate reception is open',
    nl: 'een onderzoek naar adequate opvang openstaat',
  },
  BUZA_HELP: {
    en: 'Foreign Affairs was asked for help in the case',
    nl: 'Buitenlandse Zaken in de zaak om hulp is gevraagd',
  },
  CONSULAR_REQ: {
    en: 'the person has asked for consular notification',
    nl: 'de persoon om bericht aan de consulaire vertegenwoordiging heeft gevraagd',
  },
  KCT_HIGH: {
    en: 'the incident is rated intensity level 3 or 4',
    nl: 'de calamiteit op intensiteitsniveau 3 of 4 is ingeschaald',
  },
  LP_ARRIVAL_TOLD: {
    en: 'the mission was told of the arrival earlier',
    nl: 'de vertegenwoordiging eerder over de aankomst is ingelicht',
  },
  SUSP: { en: 'a suspensive ground is open', nl: 'een schorsende grond openstaat' },
};
