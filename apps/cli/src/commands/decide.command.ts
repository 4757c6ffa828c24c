import { createInterface } from 'node:readline';
import { once } from 'node:events';
import type { Command } from 'commander';
import { compileRules, decideLine } from '#lib/exchange-rules';
import { loadContracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { loadRulesInForce } from '../hub/rules-in-force.js';

const FLUSH_AT_BYTES = 64 * 1024;

export function registerDecide(program: Command): void {
  program
    .command('decide')
    .description('Decides JSON lines from standard input, without starting anything.')
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
    .action(async () => {
      await decideLines();
    });
}

async function decideLines(): Promise<void> {
  const contracts = loadContracts({ root: projectRoot() });
  const rules = compileRules(contracts.catalogue, loadRulesInForce(contracts.catalogue));
  const at = new Date().toISOString();
  let number = 0;
  let pending = '';
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    pending += `${JSON.stringify(decideLine(rules, contracts.catalogue, contracts.lists, line, number, at))}\n`;
    if (pending.length >= FLUSH_AT_BYTES) {
      await write(pending);
      pending = '';
    }
  }
  await write(pending);
}

/** Waits for a slow reader, so that a long run never piles up in memory. */
async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
