import type { Command } from 'commander';
import { jsonConformance } from '../conformance/json-conformance.js';
import { judge } from '../conformance/judge-adapters.js';
import { countsOf, printConformance, type Judged } from '../conformance/print-conformance.js';

interface ConformanceOptions {
  readonly as: readonly string[];
  readonly send?: boolean;
  readonly json?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerConformance(program: Command): void {
  program
    .command('conformance')
    .argument('<adapter|address>', 'an adapter on disk (coa, coa-adapter), all of them (all), or the address of a door')
    .description('Judges an adapter by the checks that every adapter must pass.')
    .option(
      '--as <party...>',
      'at an address: in whose names to call, e.g. COA or GEM:0599; credentials from the state folder',
      [],
    )
    .option('--send', 'at an address: also checks that leave invented messages in its case log')
    .option('--json', 'one JSON document: ok, adapters with their checks, findings and hints')
    .addHelpText(
      'after',
      `
An adapter on disk is opened in this process, with its real contracts, rules and HTTP, and with fakes where Kafka, PostgreSQL and the agency
would be; nothing needs to run. One at an address is seen from outside: without --as only what anybody may ask, with --as also that it refuses
what it must, and with --send that it takes what it must. Never use --send on a hub that serves real people.

Exit status 1 when a check fails that libs/adapter-kit/conformance-waivers.json does not excuse, and when it excuses one that passes.

Examples:
  npm run -s schakel -- conformance coa
  npm run -s schakel -- conformance all --json
  npm run -s schakel -- conformance https://127.0.0.1:7111 --as COA --send`,
    )
    .action(async (target: string, options: ConformanceOptions) => {
      const judged: Judged[] = [];
      await judge(target, { as: options.as, send: options.send === true }, (one) => {
        judged.push(one);
        if (options.json !== true) printConformance(one, write);
      });
      if (options.json === true) write(jsonConformance(judged));
      if (judged.some(({ results }) => countsOf(results).failed > 0)) process.exitCode = 1;
    });
}
