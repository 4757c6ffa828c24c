import { InvalidArgumentError, type Command } from 'commander';
import { hubSettings } from '../hub/hub-settings.js';
import { printRecompute, totalOf } from '../recompute/print-recompute.js';
import { recomputeHub } from '../recompute/recompute-hub.js';

const TELL_EVERY_MS = 2_000;

export function registerRecompute(program: Command): void {
  program
    .command('recompute')
    .description('Decides the whole case log again and compares every byte with what was recorded and delivered.')
    .option('--partition <n>', 'only this partition of the log', partitionNumber)
    .option('--json', 'one JSON document: the total, and each partition')
    .addHelpText(
      'after',
      `
Begins with no facts at all: nothing that the router stored is read, but how far it is. Exit status 1 on any difference; the first one is
named by its decision, its place and its field. Reads only, and may run beside a working hub.
The hub is the one that runs here, or the one of KAFKA_BROKERS, DATABASE_URL, SCHAKEL_PREFIX and SCHAKEL_STATE (its keys).`,
    )
    .action(async (options: { readonly partition?: number; readonly json?: boolean }) => {
      const partitions = await recomputeHub(hubSettings(), {
        partition: options.partition ?? null,
        progress: teller((line) => process.stderr.write(`${line}\n`)),
      });
      const total = totalOf(partitions);
      const write = (line: string) => process.stdout.write(`${line}\n`);
      if (options.json === true) write(JSON.stringify({ ...total, partitions }));
      else printRecompute(total, write);
      if (!total.agree) process.exitCode = 1;
    });
}

function partitionNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It takes the number of a partition, from 0.');
  return Number(text);
}

/** At most one line in a while, and one when a partition is done. */
function teller(tell: (line: string) => void): (partition: number, done: number, total: number) => void {
  let told = performance.now();
  return (partition, done, total) => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    tell(`  partition ${partition}: ${done} of ${total} records decided again`);
  };
}
