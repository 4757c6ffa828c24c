import type { Command } from 'commander';
import { judgeBook } from '#lib/operations';
import { printBalance } from '../balance/print-balance.js';
import { hubSettings } from '../hub/hub-settings.js';
import { withDatabase } from '../hub/with-servers.js';
import { asOf } from '../ledger/as-of.js';
import { formOption } from '../options/form-option.js';
import { given } from '../options/given.js';
import { partyOption } from '../options/party-option.js';

interface BalanceOptions {
  readonly recipient?: string;
  readonly grace: string;
  readonly json?: boolean;
}

export function registerBalance(program: Command): void {
  program
    .command('balance')
    .description(
      'Checks per recipient that nothing is lost: in = refused + delivered + withheld + held + waiting + dead.',
    )
    .option('--recipient <endpoint[:unit]>', 'only this recipient, e.g. COA or GEM:0599')
    .option('--grace <minutes>', 'how long an adapter may leave a decided delivery untaken, 0 to 10080', '15')
    .option('--json', 'one JSON document: asOf, balanced, books')
    .addHelpText(
      'after',
      `
in        cells of the ledger: decisions about this recipient
refused   nothing goes to it
decided   to be delivered; each is in one of the columns after it
waiting   for a (next) attempt, in one, parked behind a blocked case, or not taken by the adapter yet
(parked)  of those that wait: behind a blocked case
(blocked) cases that stand still at this recipient

Exit status 1, with the recipients named, when a book does not balance. What is on its way between router, ledger and adapter is no fault.
It reads every cell and delivery of the recipients once; do not put it on a dashboard that asks every second.

Examples:
  npm run -s schakel -- balance
  npm run -s schakel -- balance --recipient GEM:0599 --json`,
    )
    .action(async (options: BalanceOptions) => {
      formOption('--grace', options.grace, /^\d{1,4}$|^10080$/, 'minutes, 0 to 10080');
      const asked = options.recipient === undefined ? undefined : partyOption('--recipient', options.recipient);
      const filter = { ...given('endpoint', asked?.endpoint), ...given('unit', asked?.unit) };
      await withDatabase(hubSettings(), async ({ books, ledger, loads }) => {
        const as = asOf(await ledger.positions());
        const { endpoint } = filter;
        const standing = await loads.read(endpoint === undefined ? {} : { endpoints: [endpoint] });
        const blockedAt = (one: { readonly endpoint: string; readonly unit: string | null }): number =>
          standing.find((load) => load.endpoint === one.endpoint && load.unit === one.unit)?.blockedCases ?? 0;
        const read = await books.read({ ...filter, graceSeconds: Number(options.grace) * 60 });
        const judged = read.map((book) => ({ ...judgeBook(book), blockedCases: blockedAt(book) }));
        const balanced = judged.every(({ faults }) => faults.length === 0);
        const write = (line: string) => process.stdout.write(`${line}\n`);
        if (options.json === true) write(JSON.stringify({ asOf: as, balanced, books: judged }));
        else printBalance(judged, as, write);
        if (!balanced) process.exitCode = 1;
      });
    });
}
