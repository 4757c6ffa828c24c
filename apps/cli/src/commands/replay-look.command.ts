import type { Command } from 'commander';
import type { AuditEntry, ItemView, PlanView } from '#lib/replay';
import { colours as pc } from '../colours.js';
import { ConsoleClient } from '../console/console-client.js';
import { queryOf } from '../console/query-of.js';
import { followPlan, isRun } from '../replay/follow-plan.js';
import { following } from '../replay/following.js';
import { planIdGiven } from '../replay/plan-id-given.js';
import { printItems } from '../replay/print-items.js';
import { printPlan } from '../replay/print-plan.js';
import { selectionInWords } from '../replay/selection-in-words.js';

interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

interface ShowOptions {
  readonly items?: boolean;
  readonly verdict?: string;
  readonly outcome?: string;
  readonly limit: string;
  readonly page?: string;
  readonly json?: boolean;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerReplayLook(replay: Command): void {
  replay
    .command('show <planId>')
    .description('A plan: what it would do, in numbers, and with --items one by one, then and now.')
    .option('--items', 'item by item, in the order of the run')
    .option('--verdict <verdict>', 'only items with this verdict, e.g. REFUSED')
    .option('--outcome <outcome>', 'only items that became this, e.g. DEAD_AGAIN')
    .option('--limit <n>', 'items per page, 1 to 1000', '50')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: plan, items, page')
    .action((planId: string, options: ShowOptions) => show(planIdGiven(planId), options));

  replay
    .command('status <planId>')
    .description('How far a plan is. Exit status 1 when it did not end well.')
    .option('--follow', 'until its dry run or run is over; JSON: a line per change')
    .option('--json', 'JSON')
    .action(async (planId: string, options: { readonly follow?: boolean; readonly json?: boolean }) => {
      const id = planIdGiven(planId);
      await ConsoleClient.use(async (client) => {
        const json = options.json === true;
        const plan =
          options.follow === true
            ? await followPlan(client, id, isRun, following({ json, changes: true }))
            : await client.get<PlanView>(`/v1/replay-plans/${id}`);
        if (!json) printPlan(plan, write);
        else if (options.follow !== true) write(JSON.stringify(plan));
        if (['FAILED', 'OUTDATED'].includes(plan.state)) process.exitCode = 1;
      });
    });

  replay
    .command('list', { isDefault: true })
    .description('Plans, newest first.')
    .option('--state <state>', 'only in this state, e.g. PLANNED')
    .option('--kind <kind>', 'only of this kind, e.g. REDELIVER')
    .option('--limit <n>', 'plans per page, 1 to 1000', '20')
    .option('--page <word>', 'go on where the page before ended')
    .option('--json', 'one JSON document: plans, page')
    .action(
      async (
        options: Record<'state' | 'kind' | 'limit' | 'page', string | undefined> & { readonly json?: boolean },
      ) => {
        const { state, kind, limit, page } = options;
        const query = queryOf({ state, kind, limit, after: page });
        const { items, next } = await ConsoleClient.use((client) =>
          client.get<Listed<PlanView>>(`/v1/replay-plans${query}`),
        );
        if (options.json === true) return write(JSON.stringify({ plans: items, page: next }));
        for (const plan of items) {
          const numbers = plan.counts === null ? '' : `${plan.counts.carriedOut} of ${plan.counts.items}`;
          write(
            `${plan.planId}  ${plan.state.padEnd(9)} ${plan.kind.padEnd(9)} ${numbers.padStart(13)}  ${plan.madeAt}`,
          );
          write(pc.dim(`  ${selectionInWords(plan.selection)}: ${plan.reason}`));
        }
        if (items.length === 0) write('No plan fits.');
        if (next !== null) write(pc.dim(`\nMore: the same command with --page ${next}`));
      },
    );

  replay
    .command('audit <planId>')
    .description('Who did what with a plan, oldest first.')
    .option('--json', 'one JSON document')
    .action(async (planId: string, options: { readonly json?: boolean }) => {
      const address = `/v1/replay-plans/${planIdGiven(planId)}/audit-entries`;
      const { items } = await ConsoleClient.use((client) => client.get<Listed<AuditEntry>>(address));
      if (options.json === true) return write(JSON.stringify({ entries: items }));
      for (const { at, actor, action, details } of items)
        write(`${at}  ${action.padEnd(16)} ${actor}  ${JSON.stringify(details)}`);
    });
}

async function show(planId: string, options: ShowOptions): Promise<void> {
  const { verdict, outcome, limit, page } = options;
  const wantsItems = options.items === true || verdict !== undefined || outcome !== undefined || page !== undefined;
  await ConsoleClient.use(async (client) => {
    const plan = await client.get<PlanView>(`/v1/replay-plans/${planId}`);
    const query = queryOf({ verdict, outcome, limit, after: page });
    const listed = wantsItems
      ? await client.get<Listed<ItemView>>(`/v1/replay-plans/${planId}/items${query}`)
      : { items: [], next: null };
    if (options.json === true) {
      return write(JSON.stringify({ plan, ...(wantsItems ? { items: listed.items, page: listed.next } : {}) }));
    }
    printPlan(plan, write);
    if (!wantsItems) return;
    write('');
    printItems(listed.items, write);
    if (listed.next !== null) write(pc.dim(`\nMore: the same command with --page ${listed.next}`));
  });
}
