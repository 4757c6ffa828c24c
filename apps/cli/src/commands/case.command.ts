import type { Command } from 'commander';
import { timeLine } from '#lib/operations';
import { caseLogKeys, openSecrets, type HubConfig } from '#lib/platform';
import { caseAsked } from '../case/case-asked.js';
import { printCase } from '../case/print-case.js';
import { readVNumber } from '../case/read-v-number.js';
import { hubSettings } from '../hub/hub-settings.js';
import { withDatabase } from '../hub/with-servers.js';
import { asOf } from '../ledger/as-of.js';
import { noteLook } from '../looks/note-look.js';
import { formOption } from '../options/form-option.js';
import { given } from '../options/given.js';

interface CaseOptions {
  readonly limit: string;
  readonly after?: string;
  readonly json?: boolean;
}

export function registerCase(program: Command): void {
  program
    .command('case')
    .argument('[pseudonym]', 'of the case; without it a V-number is read from standard input')
    .description('Shows one case in order: every message, what was decided, and what became of it at each recipient.')
    .option('--limit <n>', 'messages per page, 1 to 1000', '200')
    .option('--after <place>', 'go on where the page before ended')
    .option('--json', 'one JSON document: asOf, caseKey, messages, undecided, stops')
    .addHelpText(
      'after',
      `
A V-number is never an argument: arguments stay in the history of the shell. The output holds pseudonyms, codes and times, nothing personal.
Who looked at which case stands in the audit trail (\`schakel audit\`).

Examples:
  npm run -s schakel -- case                       (asks for the V-number, and does not show it)
  npm run -s schakel -- case < file-with-a-v-number
  npm run -s schakel -- case <pseudonym> --json`,
    )
    .action(async (pseudonym: string | undefined, options: CaseOptions) => {
      formOption('--limit', options.limit, /^([1-9]\d{0,2}|1000)$/, 'a number from 1 to 1000');
      formOption('--after', options.after, /^\d{1,15}$/, 'the place that the page before ended with');
      const asked = pseudonym === undefined ? null : caseAsked(pseudonym);
      const config = hubSettings();
      const caseKey = asked ?? (await keyOfTyped(config));
      await withDatabase(config, async ({ caseHistories, ledger, audit }) => {
        if (asked === null) await noteLook({ audit }, { action: 'case.searched', caseKey });
        await noteLook({ audit }, { action: 'case.read', caseKey });
        const as = asOf(await ledger.positions());
        const after = given('afterOffset', options.after === undefined ? undefined : Number(options.after));
        const line = timeLine(await caseHistories.read({ caseKey, limit: Number(options.limit), ...after }));
        const write = (text: string) => process.stdout.write(`${text}\n`);
        if (options.json === true) write(JSON.stringify({ asOf: as, caseKey, ...line }));
        else printCase(line, { caseKey, as, write });
      });
    });
}

async function keyOfTyped({ secretsFolder }: HubConfig): Promise<string> {
  const keys = caseLogKeys(openSecrets(secretsFolder));
  return keys.caseKeyOf(await readVNumber(process.stdin, (text) => process.stderr.write(text)));
}
