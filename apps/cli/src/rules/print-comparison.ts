import { colours as pc } from '../colours.js';
import type { Catalogue } from '#lib/domain';
import {
  messageName,
  nameOfParty,
  type CellChange,
  type ChangeKind,
  type Example,
  type FieldChange,
  type RuleSetComparison,
} from '#lib/exchange-rules';

type Write = (line: string) => void;

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  OPENED: 'new: delivered on some facts, never before',
  CLOSED: 'closed: never delivered any more',
  CHANGED: 'changed',
  REFUSAL: 'refused as before, on another ground',
  WORDING: 'the same deliveries, on another wording, status or legal basis',
};

const DIRECTION_WORDS = {
  more: 'delivered on more facts',
  less: 'delivered on fewer facts',
  other: 'delivered on other facts',
} as const;

/** What changes, grouped by recipient. Whatever widens is marked. */
export function printComparison(
  { before, after, changes }: RuleSetComparison,
  catalogue: Catalogue,
  write: Write,
): void {
  write(`${named(before)} → ${named(after)}`);
  if (changes.length === 0) return write('Nothing changes.');
  const recipients = [...new Set(changes.map(({ recipient }) => recipient))];
  const wider = changes.filter(({ widens }) => widens).length;
  write(`${count(changes.length, 'cell')} of ${count(recipients.length, 'recipient')} change; ${wider} widen.`);
  for (const recipient of recipients) {
    write('');
    write(`${pc.bold(recipient)}  ${nameOfParty({ endpoint: recipient, unit: null }, 'en')}`);
    for (const change of changes.filter((one) => one.recipient === recipient)) printChange(change, catalogue, write);
  }
}

function printChange(change: CellChange, catalogue: Catalogue, write: Write): void {
  const { message, kind, delivery, widens, from, until, before, after, refusals, example } = change;
  const what = kind === 'CHANGED' && delivery !== null ? DIRECTION_WORDS[delivery] : KIND_WORDS[kind];
  const definition = catalogue.messages.find(({ code }) => code === message);
  const name = definition === undefined ? message : `${message} ${messageName(definition, 'en')}`;
  const days = until === null ? `from ${from}` : `${from} to ${until}`;
  write(`  ${name}: ${what}  ${pc.dim(days)}${widens ? `  ${pc.yellow('WIDENS')}` : ''}`);
  const [was, is] = [before?.when ?? refusals[0] ?? '-', after?.when ?? refusals[1] ?? '-'];
  if (was !== is) write(`    when  ${was}  →  ${is}`);
  printExample('also delivered', change.gained, change.tried, example.gained, write);
  printExample('no longer delivered', change.lost, change.tried, example.lost, write);
  for (const field of change.fields) write(`    field ${fieldInWords(field)}`);
  if (kind === 'WORDING' && before !== null && after !== null) {
    write(
      `    legal basis ${before.legalBasis.join(', ')} (${before.status})  →  ${after.legalBasis.join(', ')} (${after.status})`,
    );
  }
}

function printExample(words: string, cases: number, tried: number, example: Example | null, write: Write): void {
  if (example === null) return;
  const facts = example.facts.length === 0 ? 'no facts' : example.facts.join(', ');
  write(
    `    ${words} in ${cases} of ${tried} combinations of sender and facts, e.g. from ${example.sender} with ${facts}`,
  );
}

function fieldInWords({ field, class: code, before, after, turns, direction, masked }: FieldChange): string {
  const what =
    turns === 'visible'
      ? pc.yellow('becomes visible')
      : turns === 'hidden'
        ? 'is hidden'
        : direction === null
          ? 'changes with the delivery'
          : `is seen in ${direction === 'more' ? 'more' : direction === 'less' ? 'fewer' : 'other'} cases`;
  return `${field} (${code}) ${what}: ${before} → ${after}${masked ? ', some values masked' : ''}`;
}

function named({ id, hash, rules }: RuleSetComparison['before']): string {
  return `${pc.bold(id)} (${rules} rules, ${hash.slice(0, 12)})`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
