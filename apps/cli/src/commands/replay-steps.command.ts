import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { PlanView } from '#lib/replay';
import { ConsoleClient } from '../console/console-client.js';
import { OptionWrong } from '../options/option-wrong.js';
import { followPlan, isRun } from '../replay/follow-plan.js';
import { following } from '../replay/following.js';
import { planIdGiven } from '../replay/plan-id-given.js';
import { printPlan } from '../replay/print-plan.js';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

interface Said {
  readonly reason: string;
  readonly json?: boolean;
}

export function registerReplaySteps(replay: Command): void {
  replay
    .command('approve <planId>')
    .description('Approves a plan that another made. Shows it first; the approval counts for just that plan.')
    .option('--hash <hash>', 'of the plan that you have looked at; without it the plan is shown and you are asked')
    .option('--json', 'one JSON document: the plan')
    .action(async (planId: string, options: { readonly hash?: string; readonly json?: boolean }) => {
      const id = planIdGiven(planId);
      await ConsoleClient.use(async (client) => {
        const planHash = options.hash ?? (await hashLookedAt(await client.get<PlanView>(`/v1/replay-plans/${id}`)));
        show(await client.post<PlanView>(`/v1/replay-plans/${id}/approvals`, { planHash }), options.json);
      });
    });

  replay
    .command('run <planId>')
    .description(
      'Runs a plan, or goes on with one that was stopped. Exit status 1 with --follow when it did not end well.',
    )
    .option('--follow', 'show progress until it is over; JSON: a line per change')
    .option('--json', 'JSON')
    .action(async (planId: string, options: { readonly follow?: boolean; readonly json?: boolean }) => {
      const id = planIdGiven(planId);
      await ConsoleClient.use(async (client) => {
        const begun = await client.post<PlanView>(`/v1/replay-plans/${id}/runs`);
        if (options.follow !== true) return show(begun, options.json);
        const json = options.json === true;
        const plan = await followPlan(client, id, isRun, following({ json, changes: true }));
        if (process.stderr.isTTY) process.stderr.write('\n');
        if (!json) printPlan(plan, write);
        if (plan.state !== 'DONE' || (plan.run?.byOutcome.DEAD_AGAIN ?? 0) > 0) process.exitCode = 1;
      });
    });

  step(replay, 'stop', 'stops', 'Stops a run: nothing more is begun. It can go on with `replay run`.');
  step(replay, 'withdraw', 'withdrawals', 'Withdraws a plan for good: it will not be run.');
}

function step(replay: Command, name: string, address: string, description: string): void {
  replay
    .command(`${name} <planId>`)
    .description(description)
    .requiredOption('--reason <text>', 'why, in words without personal data; it stays in the audit trail')
    .option('--json', 'one JSON document: the plan')
    .action(async (planId: string, { reason, json }: Said) => {
      const path = `/v1/replay-plans/${planIdGiven(planId)}/${address}`;
      show(await ConsoleClient.use((client) => client.post<PlanView>(path, { reason })), json);
    });
}

function show(plan: PlanView, json: boolean | undefined): void {
  if (json === true) write(JSON.stringify(plan));
  else printPlan(plan, write);
}

/** The hash of the plan that the person says yes to, having seen it. */
async function hashLookedAt(plan: PlanView): Promise<string> {
  if (plan.planHash === null)
    throw new OptionWrong('The dry run of this plan is not done: there is nothing to approve yet.');
  if (!process.stdin.isTTY) {
    throw new OptionWrong(
      'Without a terminal say which plan you looked at: --hash, as `schakel replay show` gives it.',
    );
  }
  printPlan(plan, write);
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question('\nApprove just this plan? (yes/no) ').finally(() => asking.close());
  if (answer.trim().toLowerCase() === 'yes') return plan.planHash;
  throw new OptionWrong('Not approved.');
}
