import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { Option, type Command } from 'commander';
import { compileRules, decideLine, explainLine, letterOf, type Language } from '#lib/exchange-rules';
import { loadContracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { loadRulesInForce } from '../hub/rules-in-force.js';

const FLUSH_AT_BYTES = 64 * 1024;

interface DecideOptions {
  readonly explain?: boolean;
  readonly lang: Language;
  readonly json?: boolean;
}

export function registerDecide(program: Command): void {
  program
    .command('decide')
    .description('Decides JSON lines from standard input, without starting anything.')
    .option('--explain', 'answer each line with a letter: to whom, which fields removed and why, rule, article')
    .addOption(new Option('--lang <language>', 'language of the letter').choices(['nl', 'en']).default('nl'))
    .option('--json', 'with --explain: the parts of each letter as one JSON line')
    .addHelpText(
      'after',
      `
Each line is one question; each answer is one line:
  {"message":"M06","sender":"DTV","facts":["COA_HOST","LKO"]}
  → {"delivered":[{"recipient":"IND","removed":["narrative","medicalStatements"]}],"refused":{"DENY_CONDITION":["GEM","NID"],…}}

facts    FACT[@ENDPOINT[:unit]], e.g. LKO_INV@VWN, GEM_RES@GEM:0599, LP@EMB:NG
content  optional: the fields that a rule or mask reads (reasonCode, intensityLevel, …)
A line that can't be decided gives {"line":n,"error":{"code","message"}} and the others go on.

Example:
  echo '{"message":"M06","sender":"DTV","facts":["COA_HOST","LKO"]}' | npm run -s schakel -- decide`,
    )
    .action(async (options: DecideOptions) => {
      await decideLines(options);
    });
}

async function decideLines(options: DecideOptions): Promise<void> {
  const answer = answerer(options);
  let number = 0;
  let pending = '';
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    pending += `${answer(line, number)}\n`;
    if (pending.length >= FLUSH_AT_BYTES) {
      await write(pending);
      pending = '';
    }
  }
  await write(pending);
}

function answerer(options: DecideOptions): (line: string, number: number) => string {
  const { catalogue, lists } = loadContracts({ root: projectRoot() });
  const rules = compileRules(catalogue, loadRulesInForce(catalogue));
  const at = new Date().toISOString();
  if (options.explain !== true)
    return (line, number) => JSON.stringify(decideLine(rules, catalogue, lists, line, number, at));
  return (line, number) => {
    const explained = explainLine(rules, lists, line, number, at, options.lang);
    return options.json === true || 'error' in explained ? JSON.stringify(explained) : letterOf(explained);
  };
}

/** Waits for a slow reader, so that a long run never piles up in memory. */
async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
