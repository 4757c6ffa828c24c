import type { Command } from 'commander';
import { loadContracts } from '#lib/contracts';
import { checkRules, compareRuleSets, readRuleFolder, sealRuleSet } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';
import { hubSettings } from '../hub/hub-settings.js';
import { RULE_SET } from '../hub/rules-in-force.js';
import { printCheck } from '../rules/print-check.js';
import { printComparison } from '../rules/print-comparison.js';
import { differingCells, printWhatIf } from '../rules/print-what-if.js';
import { loadRules, ruleFolder } from '../rules/rule-folder.js';
import { whatIfOnHub } from '../rules/what-if-on-hub.js';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerRules(program: Command): void {
  const rules = program.command('rules').description('Checks a rule set, or compares two.');
  rules
    .command('check')
    .argument('[rules]', 'id of a rule set under schemas/rules, or a folder', RULE_SET)
    .description('Checks names, overlaps, gaps, ceilings, hard denies, cases, dates, legal bases and sentences.')
    .option('--json', 'one JSON document: folder, ok, counts, findings')
    .addHelpText(
      'after',
      `
Exit status 1 on any finding. Each finding names its file, its rule, what is wrong and what to do.
What is checked how: README of libs/exchange-rules.`,
    )
    .action((named: string, options: { readonly json?: boolean }) => {
      check(named, options.json === true);
    });
  rules
    .command('diff')
    .argument('<before>', 'id of a rule set under schemas/rules, or a folder')
    .argument('<after>', 'the same')
    .description('What changes for whom when one rule set takes the place of another, per cell and per field.')
    .option('--log', 'also decide the recorded log of the hub by both, and count the deliveries that would differ')
    .option('--json', 'one JSON document: before, after, changes, whatIf')
    .addHelpText(
      'after',
      `
Conditions are compared over all combinations of the facts in them, so that another wording of the same is no change. Whatever lets anyone
have more is marked WIDENS. With --log the hub is the one that runs here, or the one of KAFKA_BROKERS, DATABASE_URL, SCHAKEL_PREFIX and
SCHAKEL_STATE (its keys); it reads only, and prints counts, never what a message says.`,
    )
    .action(async (before: string, after: string, options: { readonly log?: boolean; readonly json?: boolean }) => {
      await diff(before, after, options);
    });
}

function check(named: string, json: boolean): void {
  const { catalogue } = loadContracts({ root: projectRoot() });
  const folder = ruleFolder(named);
  const found = checkRules(readRuleFolder(folder), catalogue, sealRuleSet);
  const ok = found.findings.length === 0;
  if (json) write(JSON.stringify({ folder, ok, ...found }));
  else printCheck(folder, found, write);
  if (!ok) process.exitCode = 1;
}

async function diff(
  one: string,
  other: string,
  options: { readonly log?: boolean; readonly json?: boolean },
): Promise<void> {
  const contracts = loadContracts({ root: projectRoot() });
  const [before, after] = [loadRules(one, contracts.catalogue), loadRules(other, contracts.catalogue)] as const;
  const comparison = compareRuleSets(before, after);
  const whatIf = options.log === true ? await whatIfOnHub(hubSettings(), contracts, [before, after]) : null;
  if (options.json === true) {
    const counted = whatIf === null ? {} : { whatIf: { ...whatIf, cells: differingCells(whatIf) } };
    return write(JSON.stringify({ ...comparison, ...counted }));
  }
  printComparison(comparison, contracts.catalogue, write);
  if (whatIf !== null) printWhatIf(whatIf, write);
}
