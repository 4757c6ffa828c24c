import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PlanView } from '#lib/replay';
import { until } from '#lib/testing';
import { APPROVER, OPERATOR, ReplayWorld } from '../replay/replay-world.js';
import { startWatch, type Measured } from './measure.js';
import type { Report } from './print.js';

const AT_ONCE = 500;
const FIRST = 9_999_000_001;
const FROM = { value: true, from: '2026-11-01T08:00:00.000Z' };
/** Seconds; the machine may be busy with other things. */
const LONG = 1800;

/** So many dead letters on real Kafka and PostgreSQL: how long the dry run takes, and the replay, with the recipient's adapter in the same process. */
export async function benchReplay(messages: number, tell: (line: string) => void): Promise<Report> {
  const world = await ReplayWorld.open({ freeUpTo: 0 });
  try {
    world.recipient.keeps = false;
    world.recipient.answers = () => ({ kind: 'failed', failure: 'message', reason: 'http-400', retryAfterMs: null });
    tell(`${messages} messages of as many cases are sent to a recipient that refuses them`);
    await fill(world, messages);
    await until('all of them to be dead letters', async () => (await count(world, 'DEAD')) >= messages, LONG);
    await until('the ledger to know why', () => explained(world, messages), LONG);
    world.recipient.answers = null;
    world.startConsole();

    const memory = new MemoryWatch();
    const before = keptMegabytes();
    tell('dry run');
    const dry = startWatch();
    const since = new Date(Date.now() - 86_400_000).toISOString();
    const order = { kind: 'REDELIVER', selection: { endpoint: 'COA', message: 'M06', since } } as const;
    const reason = 'Measuring a dry run and a replay';
    const ordered = await world.desk.plan({ ...order, ratePerSecond: null, reason }, OPERATOR);
    if (!ordered.ok) throw new Error(JSON.stringify(ordered.fault));
    const plan = await reached(world, ordered.value.planId, 'PLANNED');
    const planned = dry.stop('dry run', messages, memory.take());
    check(plan.counts?.sending, messages);

    const afterDryRun = keptMegabytes();

    tell('replay');
    const run = startWatch();
    await world.approvedAndRun(plan.planId, plan.planHash);
    const done = await reached(world, plan.planId, 'DONE');
    const carriedOut: Measured = run.stop('replay, to the last receipt', messages, memory.take());
    memory.stop();
    const afterReplay = keptMegabytes();
    check(done.run?.byOutcome.DELIVERED, messages);
    return {
      title: `replay: ${messages} dead letters, each of a case of its own, at an unlimited rate`,
      lines: [planned, carriedOut],
      notes: [
        `dry run ${seconds(planned)} s, replay ${seconds(carriedOut)} s; ${String(done.run?.byOutcome.DELIVERED)} delivered`,
        `${APPROVER.subject} approved it by its hash; heap: most seen in that step, of console, router, ledger and adapter in one process`,
        `kept after a collection: ${before} MB before, ${afterDryRun} MB after the dry run, ${afterReplay} MB after the replay`,
        `CPU is that of this process; the servers share the machine's cores. Node ${process.version}`,
      ],
    };
  } finally {
    await world.remove();
  }
}

async function fill(world: ReplayWorld, messages: number): Promise<void> {
  for (let at = 0; at < messages; at += AT_ONCE) {
    const persons = Array.from({ length: Math.min(AT_ONCE, messages - at) }, (_, n) => String(FIRST + at + n));
    await world.publish(
      persons.flatMap((vNumber) => [
        {
          code: 'H2' as const,
          sender: 'COA' as const,
          vNumber,
          id: `host-${vNumber}`,
          content: { fact: 'COA_HOST', ...FROM },
        },
        {
          code: 'H2' as const,
          sender: 'DTV' as const,
          vNumber,
          id: `lko-${vNumber}`,
          content: { fact: 'LKO', ...FROM },
        },
        { code: 'M06' as const, sender: 'DTV' as const, vNumber, id: `talk-${vNumber}`, content: {} },
      ]),
    );
  }
}

async function count(world: ReplayWorld, state: string): Promise<number> {
  const counts = await world.database.deliveries.counts();
  return counts.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0);
}

async function explained(world: ReplayWorld, messages: number): Promise<boolean> {
  const groups = await world.database.deadLetters.groups({});
  return groups.length === 1 && groups[0]?.count === messages && groups[0].reason !== null;
}

async function reached(world: ReplayWorld, planId: string, state: PlanView['state']): Promise<PlanView> {
  const seen: PlanView[] = [];
  await until(
    `the plan to be ${state}`,
    async () => {
      // A look each so often, so that looking is not what is measured.
      await new Promise((again) => setTimeout(again, 200));
      const plan = await world.desk.find(planId);
      if (plan?.state === state) seen.push(plan);
      else if (plan !== null && !['PLANNING', 'RUNNING'].includes(plan.state)) throw new Error(JSON.stringify(plan));
      return seen.length > 0;
    },
    LONG,
  );
  return seen[0]!;
}

/** What is reachable: garbage says how busy the process was, not what it holds. */
function keptMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

class MemoryWatch {
  private most = 0;
  private readonly timer = setInterval(() => (this.most = Math.max(this.most, process.memoryUsage().heapUsed)), 100);

  take(): string {
    const megabytes = Math.round(this.most / 1e6);
    this.most = 0;
    return `heap ${megabytes} MB`;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

function seconds({ wallMicros, items }: Measured): string {
  return ((wallMicros * items) / 1e6).toFixed(1);
}

function check(found: number | undefined, wanted: number): void {
  if (found !== wanted) throw new Error(`Benching replay: ${String(found)} instead of ${wanted}.`);
}
