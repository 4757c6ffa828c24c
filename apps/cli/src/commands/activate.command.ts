import type { Command } from 'commander';
import { activateRules } from '../activate/activate-rules.js';
import { NoRunningHub, readHubFile } from '../hub/hub-file.js';
import { hubSettings } from '../hub/hub-settings.js';
import { stateFolder } from '../hub/state-folder.js';

/** `schakel rules activate`; beside the other commands on rules, whoever registers first. */
export function registerActivate(program: Command): void {
  const rules =
    program.commands.find((command) => command.name() === 'rules') ??
    program.command('rules').description('The exchange rules: which are in force.');
  rules
    .command('activate')
    .argument('<rule set>', 'its id: the name of its folder under schemas/rules')
    .description('Puts a rule set in force: one record in every partition of the case log, in force from its place on.')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
What was decided before stays as it was decided; what comes after is decided by the new rules. Giving the command again does no harm, and
completes what was interrupted. Every router must have the rule set first: it is part of the release.`,
    )
    .action(async (ruleSet: string, options: { readonly json?: boolean }) => {
      const router = runningRouter();
      if (router === null)
        process.stderr.write('No router runs here, so none was asked whether it has the rule set.\n');
      const done = await activateRules(hubSettings(), ruleSet, {
        router,
        progress: (count, total) => process.stderr.write(`  ${count} of ${total} partitions\n`),
      });
      const { partitions, written, inForce } = done;
      const text = [
        `Rule set ${ruleSet} stands in ${partitions} of ${partitions} partitions (${written} written now, ${partitions - written} had it already).`,
        `${inForce} of ${partitions} partitions decide by it${inForce === partitions ? '.' : '; the others follow when their router gets there.'}`,
      ].join('\n');
      process.stdout.write(`${options.json === true ? JSON.stringify(done) : text}\n`);
    });
}

function runningRouter(): string | null {
  try {
    return readHubFile(stateFolder()).router;
  } catch (error) {
    if (error instanceof NoRunningHub) return null;
    throw error;
  }
}
