import { join } from 'node:path';
import type { ChaosHub } from '../hub/chaos-hub.js';
import { killAndWait } from './killer.js';

export interface ReplayedAll {
  readonly plans: number;
  readonly items: number;
  /** Of the last plan, over what cannot go any more. */
  readonly said: string;
  /** Dead letters that the rules and facts of today refuse, by the last plan. */
  readonly refused: number;
}

interface PlanSaid {
  readonly planId: string;
  readonly planHash: string | null;
  readonly counts: {
    readonly items: number;
    readonly sending: number;
    readonly byVerdict: Readonly<Record<string, number>>;
  } | null;
}

const MOST_PLANS = 5;
const NOTHING_LEFT = 'No plan: nothing fits the selection';
/** There is no "all": whatever died since this run began. */
const SINCE = new Date().toISOString();

/** What operators do when everything is mended: plan, have it approved, run, until nothing that is dead can go. The console is killed meanwhile. */
export async function replayAll(hub: ChaosHub, progress: (line: string) => void): Promise<ReplayedAll> {
  const as = (user: string) => {
    const session = { SCHAKEL_SESSION: join(hub.state, `${user}.json`) };
    return async (...args: readonly string[]): Promise<string> => {
      const { status, stdout, stderr } = await hub.runAs(session, ...args);
      if (status === 0 || stderr.includes(NOTHING_LEFT)) return stdout;
      throw new Error(`${user} could not ${args.slice(0, 2).join(' ')}: ${stderr.slice(-600)}`);
    };
  };
  const [operator, approver] = [as('operator'), as('approver')];
  await operator('login', '--as', 'operator');
  await approver('login', '--as', 'approver');
  let items = 0;
  for (let plans = 0; ; plans += 1) {
    const said = await operator('replay', 'plan', '--since', SINCE, '--reason', 'Everything is mended', '--json');
    const { planId, planHash, counts } = JSON.parse(said) as PlanSaid;
    const sending = counts?.sending ?? 0;
    if (sending === 0 || plans === MOST_PLANS)
      return {
        ...{ plans, items, said: `${counts?.items ?? 0} items, ${sending} to send` },
        refused: counts?.byVerdict['REFUSED'] ?? 0,
      };
    items += sending;
    await approver('replay', 'approve', planId, '--hash', planHash ?? '');
    await operator('replay', 'run', planId);
    if (plans === 0) await killAndWait(hub, 'console');
    await operator('replay', 'status', planId, '--follow');
    progress(`  replayed ${sending} dead letters and what waited behind them`);
  }
}
