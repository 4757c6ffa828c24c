import { capitalised, listing, type Language } from '../../language/language.js';
import type { DeliveredInWords, Explanation, RefusedInWords, RuleInWords } from '../explanation.js';
import { grouped, heading, paragraph } from './layout.js';

const WORDS = {
  en: {
    received: 'Who received the message',
    notReceived: 'Who did not receive it',
    nobody: 'Nobody received the message.',
    whole: 'Received the message with all its fields.',
    partly: 'Received the message without the fields below.',
    left: (fields: string, why: string) => `Left out: ${fields}. Reason: ${why}.`,
    masked: (field: string, why: string) => `Masked: ${field}. Reason: ${why}.`,
    rule: (id: string, sentence: string) => `Rule ${id}: “${sentence}”`,
    basis: (codes: string) => `Legal basis: ${codes}.`,
    origin: (status: string, basis: string) => `Origin of the rule: ${status} (${basis}).`,
  },
  nl: {
    received: 'Wie het bericht ontving',
    notReceived: 'Wie het niet ontving',
    nobody: 'Niemand ontving het bericht.',
    whole: 'Ontving het bericht met alle gegevens.',
    partly: 'Ontving het bericht zonder de gegevens hieronder.',
    left: (fields: string, why: string) => `Weggelaten: ${fields}. Reden: ${why}.`,
    masked: (field: string, why: string) => `Afgeschermd: ${field}. Reden: ${why}.`,
    rule: (id: string, sentence: string) => `Regel ${id}: “${sentence}”`,
    basis: (codes: string) => `Grondslag: ${codes}.`,
    origin: (status: string, basis: string) => `Herkomst van de regel: ${status} (${basis}).`,
  },
} as const;

const INDENT = '   ';

export function deliveredSection({ language, delivered, outcome }: Explanation): readonly string[] {
  if (outcome.code !== 'DECIDED') return [];
  const words = WORDS[language];
  if (delivered.length === 0) return [heading(words.received), words.nobody];
  return [heading(words.received), ...delivered.map((cell, place) => deliveredCell(cell, place + 1, language))];
}

function deliveredCell(cell: DeliveredInWords, number: number, language: Language): string {
  const words = WORDS[language];
  const whole = cell.removed.length === 0;
  const removed = grouped(cell.removed, ({ words: why }) => why).map((fields) => {
    const names = fields.map(({ name, field }) => `${name} (${field})`);
    return paragraph(words.left(listing(names, language), fields[0].words), `${INDENT}- `, `${INDENT}  `);
  });
  const masked = cell.masked.map(({ field, name, words: why }) =>
    paragraph(words.masked(`${name} (${field})`, why), `${INDENT}- `, `${INDENT}  `),
  );
  return [
    `${number}. ${capitalised(titled(cell))}`,
    `${INDENT}${whole ? words.whole : words.partly}`,
    ...removed,
    ...masked,
    ...(cell.rule === null ? [] : ruleLines(cell.rule, INDENT, language)),
  ].join('\n');
}

export function refusedSection({ language, refused, outcome }: Explanation): readonly string[] {
  if (outcome.code !== 'DECIDED' || refused.length === 0) return [];
  const groups = grouped(refused, ({ refusal, words, rule }) => `${refusal} ${words} ${rule?.id ?? ''}`);
  return [heading(WORDS[language].notReceived), ...groups.map((group) => refusedGroup(group, language))];
}

function refusedGroup(group: readonly [RefusedInWords, ...RefusedInWords[]], language: Language): string {
  const [{ words, refusal, rule }] = group;
  const who = capitalised(listing(group.map(titled), language));
  const code = `(${refusal})`;
  return [
    paragraph(`${who}: ${words} ${code}.`, '- ', '  '),
    ...(rule === null || refusal !== 'DENY_CONDITION' ? [] : ruleLines(rule, '  ', language)),
  ].join('\n');
}

function ruleLines(rule: RuleInWords, indent: string, language: Language): readonly string[] {
  const words = WORDS[language];
  return [
    paragraph(words.rule(rule.id, rule.sentence), indent),
    paragraph(
      `${words.basis(listing(rule.legalBasis, language))} ${words.origin(rule.status.words, rule.basis)}`,
      indent,
    ),
  ];
}

/** The code is left out where the name says it already. */
function titled({ name, recipient }: { readonly name: string; readonly recipient: string }): string {
  return name.split(' ').includes(recipient) ? name : `${name} (${recipient})`;
}
