import type { AgencyFormat, BatchDefinition } from '#lib/adapter-kit';
import type { Language } from '#lib/exchange-rules';
import { paragraphs, table } from './markdown.js';

const WORDS = {
  nl: {
    title: 'Schema’s en lijsten',
    schemas: 'Uw documenten zijn beschreven in XML Schema, bij uw deur te halen door iedereen',
    in: 'wat u stuurt',
    out: 'wat u krijgt',
    judged:
      'De hub toetst elk document aan dit schema, in beide richtingen; fouten krijgt u terug als XPath met de regel.',
    list: 'In plaats van losse berichten mag u één CSV-bestand sturen naar `POST /v1/message-batches` (`text/csv`, UTF-8, kopregel, `;` of `,`). Elke regel is een bericht met een eigen kenmerk en krijgt een eigen uitslag; hetzelfde bestand opnieuw sturen kan geen kwaad.',
    head: ['Kolom', 'Verplicht', 'Betekenis'],
    yes: 'ja',
  },
  en: {
    title: 'Schemas and lists',
    schemas: 'Your documents are described in XML Schema, at your door for anybody to fetch',
    in: 'what you send',
    out: 'what you get',
    judged: 'The hub checks every document against this schema, both ways; faults come back as XPath with the line.',
    list: 'Instead of single messages you may send one CSV file to `POST /v1/message-batches` (`text/csv`, UTF-8, header row, `;` or `,`). Each line is a message with an id of its own and gets a result of its own; sending the same file again does no harm.',
    head: ['Column', 'Required', 'Meaning'],
    yes: 'yes',
  },
} as const;

/** What a partner must know beside messages in JSON: its XSDs, and the lists that it may upload. Empty for those who have neither. */
export function ownContracts(
  formats: readonly AgencyFormat[],
  lists: readonly BatchDefinition[],
  language: Language,
): string {
  const words = WORDS[language];
  const files = [...new Set(formats)].flatMap((format) => format.publishedFiles?.() ?? []);
  if (files.length === 0 && lists.length === 0) return '';
  const named = files.map(({ name, direction }) => `\`/schemas/${name}\` (${words[direction]})`);
  return paragraphs(
    `## ${words.title}`,
    files.length === 0 ? '' : `${words.schemas}: ${named.join(', ')}. ${words.judged}`,
    lists.length === 0 ? '' : words.list,
    ...lists.map(({ title, columns }) =>
      paragraphs(
        `**${title}**`,
        table(
          words.head,
          columns.map(({ name, required, explanation }) => [
            `\`${name}\``,
            required === true ? words.yes : '',
            explanation,
          ]),
        ),
      ),
    ),
  );
}
