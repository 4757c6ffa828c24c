import type { Command } from 'commander';
import { withDatabase } from '../hub/with-servers.js';
import { hubSettings } from '../hub/hub-settings.js';
import { asOf } from '../ledger/as-of.js';
import { ledgerFilter, type LedgerOptions } from '../ledger/ledger-options.js';
import { ledgerLook } from '../ledger/ledger-look.js';
import { writePage } from '../ledger/ledger-page.js';
import { printLedger } from '../ledger/print-ledger.js';
import { noteLook } from '../looks/note-look.js';

export function registerLedger(program: Command): void {
  program
    .command('ledger')
    .description(
      'Lists what was decided: who sent what, who received it without which fields, who was refused and why.',
    )
    .option('--recipient <endpoint[:unit]>', 'only cells of this recipient, e.g. COA or GEM:0599')
    .option('--sender <endpoint[:unit]>', 'only messages of this sender')
    .option('--message <code>', 'only messages of this type, e.g. M06')
    .option('--refusal <code>', 'only cells refused so (DENY_HARD:* for all of a kind), or DELIVERED')
    .option('--rule <id>', 'only cells decided by this rule')
    .option('--outcome <outcome>', 'DECIDED, DUPLICATE, FACTS_CHANGED, REJECTED, QUARANTINED, IN_FORCE, LOG_OPENED')
    .option('--since <time>', 'accepted at or after: a date, or a time with its offset')
    .option('--until <time>', 'accepted before')
    .option('--case <key>', 'only this case, by its pseudonym')
    .option('--message-id <id>', 'only this message')
    .option('--decision <id>', 'only this decision')
    .option('--limit <n>', 'lines per page, 1 to 1000', '50')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: asOf, lines, page')
    .addHelpText(
      'after',
      `
The hub is the one that runs here, or the one of KAFKA_BROKERS, DATABASE_URL and SCHAKEL_PREFIX. Newest decisions first.

Examples:
  npm run -s schakel -- ledger --recipient VWN --refusal 'DENY_*' --since 2026-11-01
  npm run -s schakel -- ledger --message-id <id> --json`,
    )
    .action(async (options: LedgerOptions & { readonly json?: boolean }) => {
      const filter = ledgerFilter(options);
      await withDatabase(hubSettings(), async ({ ledger, audit }) => {
        const as = asOf(await ledger.positions());
        const page = await ledger.list(filter);
        const look = ledgerLook(filter, page.lines);
        if (look !== null) await noteLook({ audit }, look);
        const write = (line: string) => process.stdout.write(`${line}\n`);
        if (options.json !== true) return printLedger(page, as, write);
        const next = page.next === null ? null : writePage(page.next);
        write(JSON.stringify({ asOf: as, lines: page.lines, page: next }));
      });
    });
}
