import type { Bilingual } from '../language/language.js';

/** What the hub did with a record of the case log (decisions 6). */
export const OUTCOME_WORDS: Readonly<Record<string, Bilingual>> = {
  DECIDED: { en: 'decided for every recipient', nl: 'beslist voor iedere ontvanger' },
  DUPLICATE: {
    en: 'a repeat of a message that had been decided before; nothing was sent again',
    nl: 'een herhaling van een bericht waarover al was beslist; er is niets opnieuw verstuurd',
  },
  FACTS_CHANGED: {
    en: 'a control message: it changes facts of the case and is passed on to nobody',
    nl: 'een stuurbericht: het wijzigt feiten van de zaak en wordt aan niemand doorgegeven',
  },
  REJECTED: {
    en: 'rejected; it changed no facts and was passed on to nobody',
    nl: 'afgewezen; het heeft geen feiten gewijzigd en is aan niemand doorgegeven',
  },
  QUARANTINED: {
    en: 'set apart, because it could not be trusted or read; it was passed on to nobody',
    nl: 'apart gezet, omdat het niet te vertrouwen of niet te lezen was; het is aan niemand doorgegeven',
  },
  IN_FORCE: {
    en: 'a set of rules, schemas and lists was put in force from here on',
    nl: 'een verzameling regels, schema’s en lijsten is vanaf hier van kracht geworden',
  },
  LOG_OPENED: { en: 'the case log was opened', nl: 'het zaaklogboek is geopend' },
};

/** Why nothing was decided. */
export const REASON_WORDS: Readonly<Record<string, Bilingual>> = {
  ID_REUSED: {
    en: 'the id had been used before for a message with other content',
    nl: 'het kenmerk was al gebruikt voor een bericht met een andere inhoud',
  },
  UNKNOWN_SENDER: { en: 'the sender is not known', nl: 'de afzender is niet bekend' },
  TYPE_MISMATCH: {
    en: 'the stated type is not that of the content',
    nl: 'het genoemde type is niet dat van de inhoud',
  },
  SENDER_NOT_ALLOWED: {
    en: 'this sender does not send this type of message',
    nl: 'deze afzender verstuurt dit soort bericht niet',
  },
  MALFORMED_TIME: { en: 'a time in it can not be read', nl: 'een tijdstip erin is niet te lezen' },
  EVALUATION_ERROR: { en: 'evaluating failed', nl: 'de beoordeling is mislukt' },
  NOT_THE_OWNER: {
    en: 'the sender is not the body that may state this fact',
    nl: 'de afzender is niet de instantie die dit feit mag melden',
  },
  NOT_OWN_UNIT: {
    en: 'a municipality states facts of its own alone',
    nl: 'een gemeente meldt alleen feiten van zichzelf',
  },
  UNKNOWN_FACT: { en: 'the fact is not known', nl: 'het feit is niet bekend' },
  NOT_BY_PARTICIPATION: {
    en: 'this fact is not stated by this kind of message',
    nl: 'dit feit wordt niet met dit soort bericht gemeld',
  },
  UNIT_REQUIRED: {
    en: 'it does not say which municipality, mission or recipient the fact is about',
    nl: 'het zegt niet om welke gemeente, vertegenwoordiging of ontvanger het gaat',
  },
  UNIT_NOT_ALLOWED: {
    en: 'this fact is not kept per municipality, mission or recipient',
    nl: 'dit feit wordt niet per gemeente, vertegenwoordiging of ontvanger bijgehouden',
  },
  UNKNOWN_CONSENT_KIND: { en: 'the kind of consent is not known', nl: 'het soort toestemming is niet bekend' },
  MALFORMED: { en: 'it is incomplete or contradicts itself', nl: 'het is onvolledig of spreekt zichzelf tegen' },
  'bad-origin': {
    en: 'it does not bear the mark of an adapter of this hub',
    nl: 'het draagt niet het kenmerk van een adapter van dit knooppunt',
  },
  'no-magic': { en: 'its bytes are not those of a message', nl: 'de bytes zijn niet die van een bericht' },
  undecodable: {
    en: 'its bytes can not be read by the schema it names',
    nl: 'de bytes zijn niet te lezen met het schema dat het noemt',
  },
  'wrong-key': {
    en: 'it lies under the key of another case',
    nl: 'het ligt onder de sleutel van een andere zaak',
  },
  'wrong-partition': {
    en: 'it lies in a part of the log that is not that of its case',
    nl: 'het ligt in een deel van het logboek dat niet dat van zijn zaak is',
  },
  'not-a-hub-record': {
    en: 'it says that the hub wrote it, and is no record that the hub writes',
    nl: 'het zegt door het knooppunt te zijn geschreven, maar is geen record dat het knooppunt schrijft',
  },
};
