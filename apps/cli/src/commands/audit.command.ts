import type { Command } from 'commander';
import type { AuditEntry } from '#lib/replay';
import { colours as pc } from '../colours.js';
import { ConsoleClient } from '../console/console-client.js';
import { queryOf } from '../console/query-of.js';
import { timeOption } from '../options/time-option.js';

interface AuditOptions {
  readonly action?: string;
  readonly actor?: string;
  readonly plan?: string;
  readonly case?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: string;
  readonly page?: string;
  readonly json?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerAudit(program: Command): void {
  program
    .command('audit')
    .description('Who did and saw what, at the console and at the command line, newest first. Takes the role dpo.')
    .option('--action <action>', 'only this, e.g. plan.approved, or plan.* for all about plans')
    .option('--actor <subject>', 'only of this operator: the subject that `schakel whoami` shows, or system:<account>')
    .option('--plan <planId>', 'only about this plan')
    .option('--case <pseudonym>', 'only about this case')
    .option('--since <time>', 'at or after: a date, or a time with its offset')
    .option('--until <time>', 'before')
    .option('--limit <n>', 'entries per page, 1 to 1000', '50')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: entries, page')
    .action(async ({ json, page, since, until, ...asked }: AuditOptions) => {
      const times = { since: timeOption('--since', since), until: timeOption('--until', until) };
      const query = queryOf({ ...asked, ...times, after: page });
      const { items, next } = await ConsoleClient.use((client) =>
        client.get<{ readonly items: readonly AuditEntry[]; readonly next: string | null }>(
          `/v1/audit-entries${query}`,
        ),
      );
      if (json === true) return write(JSON.stringify({ entries: items, page: next }));
      for (const { at, actor, action, planId, caseKey, details } of items) {
        const about = [planId === null ? null : `plan ${planId}`, caseKey === null ? null : `case ${caseKey}`];
        write(`${at}  ${pc.bold(action.padEnd(16))} ${actor}`);
        write(pc.dim(`  ${[...about.filter((one) => one !== null), JSON.stringify(details)].join('  ')}`));
      }
      if (items.length === 0) write('No entry fits.');
      if (next !== null) write(pc.dim(`\nMore: the same command with --page ${next}`));
    });
}
