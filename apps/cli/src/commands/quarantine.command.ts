import type { Command } from 'commander';
import { hubSettings } from '../hub/hub-settings.js';
import { withDatabase } from '../hub/with-servers.js';
import { HUB_ID } from '../options/hub-id.js';
import { OptionWrong } from '../options/option-wrong.js';
import { readPageWord } from '../options/page-word.js';
import { printQuarantine, printQuarantineCounts, printQuarantined } from '../quarantine/print-quarantine.js';
import { quarantineFilter, type QuarantineOptions } from '../quarantine/quarantine-options.js';
import { quarantinePage } from '../quarantine/quarantine-page.js';

interface ListOptions extends QuarantineOptions {
  readonly limit: string;
  readonly counts?: boolean;
  readonly json?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerQuarantine(program: Command): void {
  const command = program
    .command('quarantine')
    .description(
      'Records that the hub could not read or trust, and set aside: where they stand and why, never what is in them.',
    );
  command
    .command('list', { isDefault: true })
    .description('Longest there first.')
    .option('--origin <where>', 'log (the case log) or delivery (what an adapter could not read)')
    .option('--endpoint <endpoint>', 'only deliveries to this endpoint, e.g. COA')
    .option('--reason <code>', 'only with this reason, e.g. undecodable')
    .option('--since <time>', 'set aside at or after: a date, or a time with its offset')
    .option('--until <time>', 'set aside before')
    .option('--open', 'only what no plan has had read again')
    .option('--counts', 'a line per reason instead')
    .option('--limit <n>', 'records per page, 1 to 1000', '50')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: records and page, or counts')
    .addHelpText('after', EXAMPLES)
    .action((options: ListOptions) => list(options));
  command
    .command('show <id>')
    .description('One record, what its reason means, and what became of it.')
    .option('--json', 'one JSON document')
    .action(async (id: string, options: { readonly json?: boolean }) => {
      if (!HUB_ID.test(id)) throw new OptionWrong('The id of a record is a UUID, in lower case, as the list shows it.');
      await withDatabase(hubSettings(), async ({ quarantine }) => {
        const record = await quarantine.find(id);
        if (record === null)
          throw new OptionWrong('Nothing with this id was set aside. `schakel quarantine list` shows what was.');
        if (options.json === true) write(JSON.stringify(record));
        else printQuarantined(record, write);
      });
    });
}

const EXAMPLES = `
Examples:
  npm run -s schakel -- quarantine list --counts
  npm run -s schakel -- quarantine list --open --reason undecodable
  npm run -s schakel -- quarantine show <id>`;

async function list(options: ListOptions): Promise<void> {
  const filter = quarantineFilter(options);
  const place = readPageWord(options.page);
  const after = place === null ? null : { since: place.at, quarantineId: place.id };
  await withDatabase(hubSettings(), async ({ quarantine }) => {
    if (options.counts === true) {
      const counts = await quarantine.counts();
      return options.json === true ? write(JSON.stringify({ counts })) : printQuarantineCounts(counts, write);
    }
    const page = await quarantine.list(filter, Number(options.limit), after);
    if (options.json !== true) return printQuarantine(page, write);
    write(JSON.stringify({ records: page.records, page: quarantinePage(page.next) }));
  });
}
