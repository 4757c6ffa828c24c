import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { projectRoot } from '#lib/platform';
import { exampleOf } from '../example/example-of.js';

interface ExampleOptions {
  readonly canonical?: boolean;
  readonly write?: boolean;
  readonly seed: number;
}

export function registerExample(program: Command): void {
  program
    .command('example')
    .argument('<adapter>', 'e.g. coa')
    .argument('<message>', 'code of a message that it sends or gets, e.g. M08')
    .description('Prints an invented message in the agency’s own form.')
    .option('--canonical', 'the same in the hub’s own terms')
    .option('--write', 'lay both down in the adapter’s fixtures, to be made to look like the agency’s own')
    .option('--seed <n>', 'another number, another example', wholeNumber, 1)
    .addHelpText('after', '\nExample:\n  npm run -s schakel -- example coa M08')
    .action(async (name: string, message: string, { canonical, write, seed }: ExampleOptions) => {
      const example = await exampleOf(name, message, seed);
      const event = `${JSON.stringify(example.canonical, null, 2)}\n`;
      if (write !== true) {
        process.stdout.write(canonical === true ? event : example.own);
        return;
      }
      const folder = join(projectRoot(), 'apps', example.adapter, 'fixtures');
      mkdirSync(folder, { recursive: true });
      for (const [file, text] of [
        [`${example.slug}.${example.stage}.${example.extension}`, example.own],
        [`${example.slug}.2-canonical.json`, event],
      ] as const) {
        writeFileSync(join(folder, file), text);
        process.stdout.write(`Written: apps/${example.adapter}/fixtures/${file}\n`);
      }
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}
