import type { Command } from 'commander';
import { projectRoot } from '#lib/platform';
import { makeAdapter } from '../new-adapter/make-adapter.js';

interface NewAdapterOptions {
  readonly endpoint: readonly string[];
  readonly replace?: string;
  readonly like?: string;
  readonly dryRun?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerNewAdapter(program: Command): void {
  program
    .command('new-adapter')
    .argument('<name>', 'e.g. opvang; its folder is then apps/opvang-adapter')
    .description('Makes the whole folder of an adapter, as a draft that builds and is judged beside those in service.')
    .option('--endpoint <code...>', 'what it serves, e.g. COA; by default all that the replaced one serves', [])
    .option('--replace <adapter>', 'the adapter whose place it takes when it is no draft any more')
    .option('--like <adapter>', 'begin with the words of this one, or none; by default those of the replaced one')
    .option('--dry-run', 'say what would be written, and write nothing')
    .addHelpText(
      'after',
      `
All fifteen endpoints of the exchange have an adapter. A new one is written when an agency gets another system: it is a draft beside the one in
service, and takes its place when its manifest no longer says draft. A new municipality or mission needs no adapter, but an entry in
schemas/reference/partners.json. Step by step: docs/how-to/add-an-adapter.md

Example:
  npm run -s schakel -- new-adapter opvang --replace coa-adapter
  npm run -s build && npm run -s schakel -- conformance opvang`,
    )
    .action((name: string, { endpoint, replace, like, dryRun = false }: NewAdapterOptions) => {
      const { order, files } = makeAdapter(
        { name, endpoints: endpoint, replace: replace ?? null, like: like ?? null },
        projectRoot(),
        dryRun,
      );
      write(
        dryRun
          ? `Would write for ${order.id}, which serves ${order.endpoints.join(', ')}:`
          : `Written for ${order.id}, which serves ${order.endpoints.join(', ')}:`,
      );
      for (const file of files) write(`  ${file}`);
      if (dryRun) return;
      write('');
      write('Next:');
      write(`  npm run -s build && npm run -s schakel -- conformance ${order.id}`);
      write(
        'What still fails is what only the agency knows; each line says what to do. docs/how-to/add-an-adapter.md goes on from there.',
      );
    });
}
