import type { Bilingual } from '../language/language.js';

/** Refusal codes that need no more than a sentence (decisions 10). Those with more to say have a function of their own. */
export const REFUSAL_WORDS: Readonly<Record<string, Bilingual>> = {
  DENY_NOT_LISTED: {
    en: 'no rule gives this message to this recipient, and what no rule states is not sent',
    nl: 'geen regel kent dit bericht aan deze ontvanger toe, en wat geen regel noemt wordt niet verstuurd',
  },
  DENY_SENDER: {
    en: 'the sender limited the message so that this recipient is left out; the hub never widens what a sender limits',
    nl: 'de afzender heeft het bericht zo beperkt dat deze ontvanger erbuiten valt; Schakel verruimt nooit wat een afzender beperkt',
  },
  DENY_ERROR: {
    en: 'evaluating or redacting failed, and in doubt nothing is sent; the operators were alarmed',
    nl: 'beoordelen of weglaten is mislukt, en bij twijfel wordt niets verstuurd; het beheer is gewaarschuwd',
  },
  BLOCK_SUSPENDED: {
    en: 'a suspensive ground is open; while it is, messages that prepare or carry out removal reach nobody',
    nl: 'er staat een schorsende grond open; zolang dat zo is, bereiken berichten die het vertrek voorbereiden of uitvoeren niemand',
  },
  'REJECT:VAL-09': {
    en: 'the message was rejected: the departure lies after the fitness-to-travel statement expires, or its travel conditions differ from the last medical advice (VAL-09)',
    nl: 'het bericht is afgewezen: het vertrek ligt na het einde van de geldigheid van de reisgeschiktheidsverklaring, of de reisvoorwaarden wijken af van het laatste medische advies (VAL-09)',
  },
  'REJECT:VAL-06': {
    en: 'the message was rejected: no recent check says that the person may be removed (VAL-06)',
    nl: 'het bericht is afgewezen: uit geen recente controle blijkt dat de persoon verwijderbaar is (VAL-06)',
  },
  'REJECT:VAL-15': {
    en: 'the message was rejected: the decision comes before the rest period after the municipal dossier has passed (VAL-15)',
    nl: 'het bericht is afgewezen: het besluit valt binnen de rustperiode na het gemeentelijke dossier (VAL-15)',
  },
};

export const REJECTED_WORDS: Bilingual = {
  en: 'the message was rejected by a validation rule',
  nl: 'het bericht is door een validatieregel afgewezen',
};

export const WARNING_WORDS: Readonly<Record<string, Bilingual>> = {
  'VAL-06': {
    en: 'no recent check on record says that the person may be removed',
    nl: 'er is geen recente controle vastgelegd waaruit blijkt dat de persoon verwijderbaar is',
  },
  'VAL-12': {
    en: 'the message concerns a minor and no involvement of Nidos is on record',
    nl: 'het bericht gaat over een minderjarige en betrokkenheid van Nidos is niet vastgelegd',
  },
};
