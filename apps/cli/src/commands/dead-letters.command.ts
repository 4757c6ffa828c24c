import type { Command } from 'commander';
import { deadLetterCard, findDeadLetters, groupOfLetter } from '#lib/operations';
import { deadLetterFilter, type DeadLetterOptions } from '../dead-letters/dead-letter-options.js';
import { deadLetterPage } from '../dead-letters/dead-letter-page.js';
import { noDeadLetter } from '../dead-letters/no-dead-letter.js';
import { printDeadLetter } from '../dead-letters/print-dead-letter.js';
import { printDeadLetterGroups, printDeadLetters } from '../dead-letters/print-dead-letters.js';
import { hubSettings } from '../hub/hub-settings.js';
import { withDatabase } from '../hub/with-servers.js';
import { noteLook } from '../looks/note-look.js';
import { HUB_ID } from '../options/hub-id.js';
import { OptionWrong } from '../options/option-wrong.js';
import { readPageWord } from '../options/page-word.js';

interface ListOptions extends DeadLetterOptions {
  readonly limit: string;
  readonly groups?: boolean;
  readonly json?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerDeadLetters(program: Command): void {
  const command = program
    .command('dead-letters')
    .description('What a recipient will never take, or the hub could not finish: why, since when, how many alike.');
  command
    .command('list', { isDefault: true })
    .description('Longest dead first.')
    .option('--recipient <endpoint[:unit]>', 'only of this recipient, e.g. COA or GEM:0599')
    .option('--message <code>', 'only messages of this type, e.g. M06')
    .option('--class <class>', 'message (the recipient will never take it) or hub (the hub could not finish it)')
    .option('--reason <code>', 'only with this reason, e.g. http-400')
    .option('--since <time>', 'dead at or after: a date, or a time with its offset')
    .option('--until <time>', 'dead before')
    .option('--group <group>', 'only those that look alike: a group as --groups shows it')
    .option('--groups', 'a line per group instead: how many, and how old')
    .option('--limit <n>', 'dead letters per page, 1 to 1000', '50')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: letters and page, or groups')
    .addHelpText('after', EXAMPLES)
    .action((options: ListOptions) => list(options));
  command
    .command('show <deliveryId>')
    .description('One dead letter with its decision and receipts; nothing of its content.')
    .option('--json', 'one JSON document')
    .action(async (deliveryId: string, options: { readonly json?: boolean }) => {
      if (!HUB_ID.test(deliveryId)) throw new OptionWrong('The id of a delivery is a UUID, in lower case.');
      await withDatabase(hubSettings(), async (database) => {
        const card = (await deadLetterCard(database, deliveryId)) ?? (await noDeadLetter(database, deliveryId));
        await noteLook(database, { action: 'dead-letter.read', caseKey: card.letter.caseKey, details: { deliveryId } });
        if (options.json === true) write(JSON.stringify({ ...card, group: groupOfLetter(card.letter) }));
        else printDeadLetter(card, write);
      });
    });
}

const EXAMPLES = `
Examples:
  npm run -s schakel -- dead-letters list --groups
  npm run -s schakel -- dead-letters list --recipient GEM:0599 --since 2026-11-01
  npm run -s schakel -- dead-letters show <delivery id>`;

async function list(options: ListOptions): Promise<void> {
  const filter = deadLetterFilter(options);
  const place = readPageWord(options.page);
  const after = place === null ? null : { deadSince: place.at, deliveryId: place.id };
  await withDatabase(hubSettings(), async ({ deadLetters }) => {
    if (options.groups === true) {
      const groups = (await deadLetters.groups(filter)).filter(
        (one) => options.group === undefined || groupOfLetter(one) === options.group,
      );
      if (options.json !== true) return printDeadLetterGroups(groups, write);
      return write(JSON.stringify({ groups: groups.map((one) => ({ group: groupOfLetter(one), ...one })) }));
    }
    const { group, limit } = options;
    const page = await findDeadLetters(deadLetters, { filter, group, limit: Number(limit), after });
    if (options.json !== true) return printDeadLetters(page, write);
    const letters = page.letters.map((one) => ({ ...one, group: groupOfLetter(one) }));
    write(JSON.stringify({ letters, page: deadLetterPage(page.next) }));
  });
}
