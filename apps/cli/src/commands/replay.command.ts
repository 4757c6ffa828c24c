import type { Command } from 'commander';
import { registerReplayPlan } from './replay-plan.command.js';
import { registerReplayLook } from './replay-look.command.js';
import { registerReplaySteps } from './replay-steps.command.js';

/** Replay is a plan: made, looked at, approved by a second person, run, followed. All of it goes through the console. */
export function registerReplay(program: Command): void {
  const replay = program
    .command('replay')
    .description('Sends again what failed, as a plan: what would happen, a second person, the run, and proof of it.')
    .addHelpText(
      'after',
      `
Log in first: npm run -s schakel -- login
Example, from a group of failures to the proof:
  npm run -s schakel -- dead-letters list --groups
  npm run -s schakel -- replay plan --group <group> --reason "COA has mended its intake"
  npm run -s schakel -- replay show <plan> --items
  npm run -s schakel -- replay approve <plan>          (somebody else)
  npm run -s schakel -- replay run <plan> --follow
  npm run -s schakel -- replay audit <plan>`,
    );
  registerReplayPlan(replay);
  registerReplayLook(replay);
  registerReplaySteps(replay);
}
