import type { Command } from 'commander';
import type { RecipientLoad } from '#lib/persistence';
import { colours as pc } from '../colours.js';
import { ConsoleClient } from '../console/console-client.js';
import { queryOf } from '../console/query-of.js';
import { ageInWords } from '../options/age-in-words.js';
import { recipientName } from '../options/recipient-name.js';

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const COLUMNS = ['waiting', 'attempting', 'parked', 'held', 'dead', 'blockedCases'] as const;
const TITLES: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  ...{
    waiting: 'waiting',
    attempting: 'underway',
    parked: 'parked',
    held: 'held',
    dead: 'dead',
    blockedCases: 'blocked',
  },
};

export function registerRecipients(program: Command): void {
  program
    .command('recipients')
    .description('How each recipient is doing: what waits, what is parked, held or dead, and since when.')
    .option('--recipient <endpoint[:unit]>', 'only this recipient, e.g. COA or GEM:0599')
    .option('--json', 'one JSON document')
    .action(async ({ recipient, json }: { readonly recipient?: string; readonly json?: boolean }) => {
      const { items } = await ConsoleClient.use((client) =>
        client.get<{ readonly items: readonly RecipientLoad[] }>(`/v1/recipients${queryOf({ recipient })}`),
      );
      if (json === true) return write(JSON.stringify({ recipients: items }));
      write(pc.bold(`${'recipient'.padEnd(12)}${COLUMNS.map((name) => TITLES[name].padStart(9)).join('')}`));
      for (const load of items) {
        const counts = COLUMNS.map((name) => String(load[name]).padStart(9)).join('');
        write(`${recipientName(load).padEnd(12)}${counts}  ${remarks(load)}`);
      }
      if (items.length === 0) write('Nothing was ever sent to this recipient.');
    });
}

function remarks({ circuit, paused, oldestWaiting, oldestDead, oldestBlocked }: RecipientLoad): string {
  const oldest = [
    ['waiting', oldestWaiting],
    ['dead', oldestDead],
    ['blocked', oldestBlocked],
  ] as const;
  return [
    circuit?.open === true ? pc.red(`out of reach (${circuit.failures} failures)`) : null,
    paused ? pc.red('paused') : null,
    ...oldest.map(([what, since]) =>
      since === null ? null : pc.dim(`oldest ${what} ${ageInWords(since.ageSeconds)}`),
    ),
  ]
    .filter((text) => text !== null)
    .join(', ');
}
