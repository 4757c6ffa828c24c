import type { Language } from '#lib/exchange-rules';

/** The fixed sentences of a partner's guide. */
export interface GuideWords {
  readonly title: string;
  readonly intro: string;
  readonly generated: string;
  readonly sends: string;
  readonly sendsNothing: string;
  readonly sendsIntro: string;
  readonly gets: string;
  readonly getsIntro: string;
  readonly never: string;
  readonly neverIntro: string;
  readonly examples: string;
  readonly exampleSent: string;
  readonly exampleGot: string;
  readonly grounds: string;
  readonly headSends: readonly string[];
  readonly headFields: readonly string[];
  readonly headNever: readonly string[];
  readonly headGrounds: readonly string[];
  readonly always: string;
  readonly while: string;
  readonly and: string;
  readonly masked: Readonly<Record<'OVERIG' | 'ELDERS', string>>;
  readonly when: string;
  readonly urgency: string;
  readonly ground: string;
  readonly states: string;
  readonly toBeConfirmed: string;
}

export const GUIDE_WORDS: Readonly<Record<Language, GuideWords>> = {
  nl: {
    title: 'Partnergids',
    intro:
      'Wat u aan Schakel mag sturen, wat u ervan krijgt en wat nooit, op welke grond, en hoe u aansluit. De regels zijn dezelfde als waarmee de hub elk bericht beslist.',
    generated: 'Gemaakt uit contracten en regels met `npm run codegen`; niet met de hand wijzigen.',
    sends: 'Wat u mag sturen',
    sendsNothing: 'U stuurt geen berichten.',
    sendsIntro:
      'Alleen deze berichtsoorten; een andere wordt geweigerd (403). De urgentie mag hoger, nooit lager. De velden staan in `/openapi.json` van uw deur.',
    gets: 'Wat u krijgt',
    getsIntro:
      'Per bericht staat wanneer u het krijgt en wat er met elk veld is. “Altijd” betekent: steeds als u het bericht krijgt en de afzender het veld invulde en het u niet onthoudt. Een veld dat er niet is, is weggelaten; er staat nooit een lege waarde voor in de plaats. Of aan een voorwaarde is voldaan, blijkt uit de feiten van de zaak op dat moment.',
    never: 'Wat u nooit krijgt',
    neverIntro:
      'Deze velden van berichten die u wel krijgt, hebben in uw aflevering geen plaats, wat er ook in de zaak gebeurt.',
    examples: 'Voorbeelden in uw eigen vorm',
    exampleSent: 'U stuurt',
    exampleGot: 'U krijgt',
    grounds: 'Wettelijke grondslagen',
    headSends: ['Code', 'Bericht', 'Urgentie', 'Doelen'],
    headFields: ['Veld', 'In uw vorm', 'Wanneer'],
    headNever: ['Bericht', 'Velden'],
    headGrounds: ['Code', 'Artikel'],
    always: 'altijd',
    while: 'alleen zolang',
    and: ' en ',
    masked: {
      OVERIG: 'soms vervangen door OVERIG',
      ELDERS: 'soms vervangen door ELDERS',
    },
    when: 'Wanneer',
    urgency: 'Urgentie',
    ground: 'Grondslag',
    states: 'Verder stelt u vast (besturingsberichten)',
    toBeConfirmed: 'afgeleid; nog door een jurist te bevestigen',
  },
  en: {
    title: 'Partner’s guide',
    intro:
      'What you may send to Schakel, what you get from it and what never, on which ground, and how to connect. The rules are those by which the hub decides every message.',
    generated: 'Made from contracts and rules by `npm run codegen`; not to be changed by hand.',
    sends: 'What you may send',
    sendsNothing: 'You send no messages.',
    sendsIntro:
      'These message types alone; any other is refused (403). The urgency may be higher, never lower. The fields stand in `/openapi.json` of your door.',
    gets: 'What you get',
    getsIntro:
      'Per message it says when you get it, and what becomes of each field. “Always” means: whenever you get the message, the sender filled the field in, and did not withhold it from you. A field that is not there was left out; no empty value ever stands in its place. Whether a condition is met follows from the facts of the case at that moment.',
    never: 'What you never get',
    neverIntro:
      'These fields of messages that you do get have no place in your delivery, whatever happens in the case.',
    examples: 'Examples in your own form',
    exampleSent: 'You send',
    exampleGot: 'You get',
    grounds: 'Legal grounds',
    headSends: ['Code', 'Message', 'Urgency', 'Purposes'],
    headFields: ['Field', 'In your form', 'When'],
    headNever: ['Message', 'Fields'],
    headGrounds: ['Code', 'Article'],
    always: 'always',
    while: 'only while',
    and: ' and ',
    masked: {
      OVERIG: 'at times replaced by OVERIG (other)',
      ELDERS: 'at times replaced by ELDERS (elsewhere)',
    },
    when: 'When',
    urgency: 'Urgency',
    ground: 'Ground',
    states: 'You also state (control messages)',
    toBeConfirmed: 'inferred; to be confirmed by a lawyer',
  },
};
