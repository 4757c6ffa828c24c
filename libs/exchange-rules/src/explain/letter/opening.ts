import { listing } from '../../language/language.js';
import type { Explanation } from '../explanation.js';
import { dutchTime } from './dutch-time.js';
import { paragraph } from './layout.js';

const WORDS = {
  en: {
    subject: 'Subject',
    reference: 'Reference',
    who: (what: string) => `Who received ${what}, and why`,
    record: 'What the hub did with a record of its log',
    question: 'no reference: a question that was not recorded',
    salutation: 'Dear Sir or Madam,',
    accepted: (when: string, what: string, from: string) =>
      `On ${when} (Dutch time) Schakel, the message hub of the return chain, accepted message ${what}${from}.`,
    asked: (what: string, from: string) =>
      `You asked who would receive message ${what}${from} with the facts that you stated.`,
    from: (sender: string) => ` from ${sender}`,
    factTime: (when: string) => `What it reports dates from ${when}.`,
    purpose: (purpose: string) => `The sender stated as purpose: ${purpose}.`,
    basis: (bases: string) => `As legal basis the sender stated ${bases}.`,
    outcome: (words: string) => `Outcome: ${words}.`,
    original: (offset: number) => `The original stands at offset ${offset} of the same partition.`,
    warning: (words: string) => `Warning to the sender: ${words}.`,
    counts: (yes: number, all: number) =>
      `Each possible recipient was decided on separately: ${yes} of ${all} received it. Below you read for each which fields were left out and on which rule that rests. What no rule states is not sent. This letter holds no personal data.`,
  },
  nl: {
    subject: 'Onderwerp',
    reference: 'Kenmerk',
    who: (what: string) => `Wie bericht ${what} ontving, en waarom`,
    record: 'Wat het knooppunt met een record van zijn logboek deed',
    question: 'geen kenmerk: een vraag die niet is vastgelegd',
    salutation: 'Geachte heer, mevrouw,',
    accepted: (when: string, what: string, from: string) =>
      `Op ${when} (Nederlandse tijd) heeft Schakel, het berichtenknooppunt van de terugkeerketen, bericht ${what}${from} aangenomen.`,
    asked: (what: string, from: string) =>
      `U vroeg wie bericht ${what}${from} zou ontvangen bij de feiten die u noemde.`,
    from: (sender: string) => ` van ${sender}`,
    factTime: (when: string) => `Wat het meldt, dateert van ${when}.`,
    purpose: (purpose: string) => `De afzender noemde als doel: ${purpose}.`,
    basis: (bases: string) => `Als grondslag noemde de afzender ${bases}.`,
    outcome: (words: string) => `Uitkomst: ${words}.`,
    original: (offset: number) => `Het oorspronkelijke bericht staat op plaats ${offset} van dezelfde partitie.`,
    warning: (words: string) => `Waarschuwing aan de afzender: ${words}.`,
    counts: (yes: number, all: number) =>
      `Over iedere mogelijke ontvanger is afzonderlijk beslist: ${yes} van de ${all} ontvingen het. Hieronder leest u per ontvanger welke gegevens zijn weggelaten en op welke regel dat berust. Wat geen regel noemt, wordt niet verstuurd. Deze brief bevat geen persoonsgegevens.`,
  },
} as const;

/** Subject, reference, salutation and what was decided on. */
export function opening(explanation: Explanation): readonly string[] {
  const { language, message, decisionId } = explanation;
  const words = WORDS[language];
  const what = message === null ? null : `${message.code} (${message.words})`;
  const width = Math.max(words.subject.length, words.reference.length) + 2;
  const subject = what === null ? words.record : words.who(what);
  return [
    [
      paragraph(subject, words.subject.padEnd(width), ' '.repeat(width)),
      `${words.reference.padEnd(width)}${decisionId ?? words.question}`,
    ].join('\n'),
    words.salutation,
    paragraph(sentences(explanation, what).join(' ')),
    ...(explanation.outcome.code === 'DECIDED' ? [paragraph(counts(explanation))] : []),
  ];
}

function sentences(explanation: Explanation, what: string | null): readonly string[] {
  const { language, sender, acceptedAt, factTime, purpose, statedBasis, outcome, message, decisionId } = explanation;
  const words = WORDS[language];
  const from = sender === null ? '' : words.from(sender.words);
  const asked = decisionId === null && what !== null;
  const said: (string | null)[] = [
    asked ? words.asked(what, from) : null,
    !asked && what !== null && acceptedAt !== null ? words.accepted(dutchTime(acceptedAt, language), what, from) : null,
    factTime === null ? null : words.factTime(dutchTime(factTime, language)),
    purpose === null ? null : words.purpose(`${purpose.words} (${purpose.code})`),
    statedBasis.length === 0
      ? null
      : words.basis(
          listing(
            statedBasis.map(({ code }) => code),
            language,
          ),
        ),
    outcome.code === 'DECIDED' ? null : words.outcome(outcome.words),
    message?.originalOffset === null || message === null ? null : words.original(message.originalOffset),
    ...explanation.warnings.map((warning) => words.warning(`${warning.words} (${warning.code})`)),
  ];
  return said.filter((sentence) => sentence !== null);
}

function counts({ language, delivered, refused }: Explanation): string {
  return WORDS[language].counts(delivered.length, delivered.length + refused.length);
}
