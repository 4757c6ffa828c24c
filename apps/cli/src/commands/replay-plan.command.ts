import type { Command } from 'commander';
import type { PlanView } from '#lib/replay';
import { ConsoleClient } from '../console/console-client.js';
import { followPlan, isPlanned } from '../replay/follow-plan.js';
import { following } from '../replay/following.js';
import { planOrder, type PlanOptions } from '../replay/plan-options.js';
import { printPlan } from '../replay/print-plan.js';
import { haltInWords } from '../replay/halt-in-words.js';

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const more = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

export function registerReplayPlan(replay: Command): void {
  replay
    .command('plan')
    .description('Says what a replay would do under the rules of today. Sends nothing.')
    .requiredOption('--reason <text>', 'why, in words without personal data; it stays in the audit trail')
    .option('--recipient <endpoint[:unit]>', 'only of this recipient, e.g. COA or GEM:0599')
    .option('--message <code>', 'only messages of this type, e.g. M06')
    .option('--class <class>', 'message or hub')
    .option(
      '--failure <code>',
      'only what failed with this reason, e.g. http-400; of quarantined records: set aside for it',
    )
    .option('--group <group>', 'failures that look alike: a group as `dead-letters list --groups` shows it')
    .option('--case <pseudonym>', 'one case')
    .option('--id <deliveryId>', 'just this delivery; may be given more than once', more)
    .option('--ids-from <file>', 'delivery ids, one a line; - for standard input')
    .option('--since <time>', 'dead (held, accepted, set aside) at or after: a date, or a time with its offset')
    .option('--until <time>', 'before')
    .option('--held', 'what a stop holds, instead of what is dead; always takes a second person')
    .option('--re-route', 'decide again by the rules and facts of today, instead of sending the same bytes')
    .option('--back-fill', 'decide again what one recipient missed in a period: --recipient, --since, --until')
    .option('--skip', 'pass by the heads of blocked cases: their followers go, they stay; always takes a second person')
    .option('--replace', 'put the sender’s corrected message in the place of the head of a blocked case')
    .option('--re-read', 'quarantined records that can be read by now: --record, --failure or --since')
    .option('--record <partition/offset>', 'a quarantined record; may be given more than once', more)
    .option('--today', 'the rules of today alone, also where they give more than then; takes a second person')
    .option('--rate <n>', 'deliveries per second; left out: as fast as the recipient takes them')
    .option('--no-wait', 'do not wait for the dry run')
    .option('--json', 'one JSON document: the plan')
    .addHelpText('after', EXAMPLES)
    .action(async (options: PlanOptions & { readonly wait: boolean; readonly json?: boolean }) => {
      const order = planOrder(options);
      await ConsoleClient.use(async (client) => {
        const made = await client.post<PlanView>('/v1/replay-plans', order);
        const plan = options.wait
          ? await followPlan(client, made.planId, isPlanned, following({ json: true, changes: false }))
          : made;
        if (options.json === true) write(JSON.stringify(plan));
        else printPlan(plan, write);
        if (plan.state !== 'FAILED') return;
        process.exitCode = 1;
        if (plan.halt !== null) process.stderr.write(`schakel: No plan: ${haltInWords(plan.halt)}.\n`);
      });
    });
}

const EXAMPLES = `
There is no "all": say which. What was refused or left out then stays so, unless --today says otherwise.
Examples:
  npm run -s schakel -- replay plan --group 3f2a90b1c4d5e6f7 --reason "COA has mended its intake"
  npm run -s schakel -- replay plan --recipient GEM:0599 --since 2026-11-20 --rate 5 --reason "their system was down"
  npm run -s schakel -- dead-letters list --recipient COA --json | jq -r '.letters[].deliveryId' |
    npm run -s schakel -- replay plan --ids-from - --reason "checked one by one"
  npm run -s schakel -- replay plan --skip --case <pseudonym> --reason "sender withdrew the message by phone"
  npm run -s schakel -- replay plan --back-fill --recipient VWN --since 2026-10-01 --until 2026-10-08 --reason "joined the chain"`;
