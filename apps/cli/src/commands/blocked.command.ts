import type { Command } from 'commander';
import type { BlockedCase } from '#lib/persistence';
import { colours as pc } from '../colours.js';
import { ConsoleClient } from '../console/console-client.js';
import { queryOf } from '../console/query-of.js';
import { recipientName } from '../options/recipient-name.js';

interface ListOptions {
  readonly recipient?: string;
  readonly case?: string;
  readonly state?: string;
  readonly limit: string;
  readonly page?: string;
  readonly json?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerBlocked(program: Command): void {
  program
    .command('blocked')
    .description('Cases that stand still at a recipient, because a message of theirs failed for good.')
    .command('list', { isDefault: true })
    .description('Longest blocked first.')
    .option('--recipient <endpoint[:unit]>', 'only at this recipient, e.g. COA or GEM:0599')
    .option('--case <pseudonym>', 'only this case')
    .option('--state <state>', 'BLOCKED, or DRAINING (released, and going out in order)')
    .option('--limit <n>', 'cases per page, 1 to 1000', '50')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: cases, page')
    .addHelpText(
      'after',
      `
Only stops pass a blocked case. Retry its head, let its sender replace it, or pass it by:
  npm run -s schakel -- replay plan --id <head> --reason "…"            (retry; the same bytes)
  npm run -s schakel -- replay plan --replace --id <head> --reason "…"  (its sender has sent a corrected message)
  npm run -s schakel -- replay plan --skip --id <head> --reason "…"     (takes a second person)`,
    )
    .action(async ({ json, page, ...asked }: ListOptions) => {
      const { recipient, case: caseKey, state, limit } = asked;
      const query = queryOf({ recipient, case: caseKey, state, limit, after: page });
      const { items, next } = await ConsoleClient.use((client) =>
        client.get<{ readonly items: readonly BlockedCase[]; readonly next: string | null }>(
          `/v1/blocked-cases${query}`,
        ),
      );
      if (json === true) return write(JSON.stringify({ cases: items, page: next }));
      for (const one of items) {
        const why = `${one.errorClass}: ${one.reason ?? 'not in the ledger yet'}`;
        const state = one.state === 'BLOCKED' ? pc.red(one.state) : pc.yellow(one.state);
        write(
          `${pc.bold(recipientName(one).padEnd(10))} ${state}  ${one.code}  ${why.padEnd(28)} since ${one.blockedSince}  ${one.parked} parked`,
        );
        write(pc.dim(`  head ${one.headId}  case ${one.caseKey}`));
      }
      if (items.length === 0) write('No case is blocked.');
      if (next !== null) write(pc.dim(`\nMore: the same command with --page ${next}`));
    });
}
