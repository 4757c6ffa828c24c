import { Client } from 'pg';
import type { ReplayParts } from '../../apps/console/src/replay/replay-parts.js';
import { PlanWorker } from '../../apps/console/src/replay/running/plan-worker.js';

/** Steps that a console lives at most. */
const LIVES_FOR = 6;
/** Calls that change something, so that dying before or after them makes a difference. */
const STEPS: ReadonlySet<string> = new Set('release inRun mark number change clearItems addItems publish'.split(' '));

interface Life {
  left: number;
  /** `before`: the last call was never made. `after`: it was done, and nobody heard of it. `stopped`: it is told to stop, and finishes. */
  readonly end: 'before' | 'after' | 'stopped';
  readonly leases: string[];
  dead: boolean;
  over(): void;
}

/** In turn, so that every play has killed ones. */
const ENDS: readonly Life['end'][] = ['stopped', 'after', 'before', 'after'];

class Killed extends Error {}

/** Consoles that work the plans of one hub side by side, each of which is killed or stopped after a while and replaced by another one. */
export class MortalConsoles {
  private readonly ends: Promise<void>[] = [];
  private readonly living = new Set<PlanWorker>();
  killed = 0;
  stopped = 0;

  constructor(
    private readonly parts: ReplayParts,
    private readonly schema: string,
    private readonly random: () => number,
    /** Lives that end; those that come after them last. */
    private mortals: number,
  ) {}

  start(): void {
    const { end, left } = this.fate();
    const life: Life = { end, left, leases: [], dead: false, over: () => undefined };
    const worker = new PlanWorker(living(this.parts, life));
    life.over = () => this.ends.push(this.replace(worker, life));
    this.living.add(worker);
    worker.start();
  }

  /** Stops those that live, and waits for all that ever did. */
  async stop(): Promise<void> {
    for (let seen = -1; seen < this.ends.length;) {
      seen = this.ends.length;
      await Promise.all(this.ends);
    }
    await Promise.all([...this.living].map((worker) => worker.stop()));
  }

  private fate(): Pick<Life, 'end' | 'left'> {
    if (this.mortals === 0) return { end: 'stopped', left: Infinity };
    this.mortals -= 1;
    return { end: ENDS[this.mortals % ENDS.length] ?? 'after', left: 1 + Math.floor(this.random() * LIVES_FOR) };
  }

  private async replace(worker: PlanWorker, { end, leases }: Life): Promise<void> {
    if (end === 'stopped') this.stopped += 1;
    else this.killed += 1;
    if (end !== 'stopped') await this.expire(leases);
    this.start();
    await worker.stop();
    // What it had asked last may have been done since, and have renewed a lease.
    if (end !== 'stopped') await this.expire(leases);
    this.living.delete(worker);
  }

  /** As the clock does after half a minute. */
  private async expire(leases: readonly string[]): Promise<void> {
    const client = new Client({ connectionString: process.env['DATABASE_URL'] });
    await client.connect();
    const plans = `"${this.schema}".replay_plan`;
    await client.query(`UPDATE ${plans} SET lease_until = clock_timestamp() WHERE lease = ANY($1)`, [leases]);
    await client.end();
  }
}

/** The same parts, for a process that lives so long: afterwards nothing that it asks is done, and no answer reaches it. */
function living(parts: ReplayParts, life: Life): ReplayParts {
  const database = Object.fromEntries(
    (['replayPlans', 'replayCandidates', 'releases', 'blockedCases', 'deadLetters', 'deliveries'] as const).map(
      (name) => [name, mortal(parts.database[name], life)],
    ),
  ) as Partial<ReplayParts['database']>;
  const { audit, router, quarantine } = parts.database;
  const { log } = parts;
  return {
    ...parts,
    database: { audit, router, quarantine, ...database } as ReplayParts['database'],
    log: { read: log.read.bind(log), publish: (records) => step(life, 'publish', () => log.publish(records)) },
  };
}

function mortal<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (name === 'claim') life.leases.push(String(given[0]));
        return step(life, String(name), () => (value as (...all: unknown[]) => Promise<unknown>).apply(target, given));
      };
    },
  });
}

async function step<Result>(life: Life, name: string, work: () => Promise<Result>): Promise<Result> {
  if (life.dead) throw new Killed();
  if (STEPS.has(name)) life.left -= 1;
  const last = STEPS.has(name) && life.left === 0;
  if (last && life.end !== 'stopped') life.dead = true;
  if (last) life.over();
  if (last && life.end === 'before') throw new Killed();
  const result = await work();
  // Read anew: it may have been killed while it waited.
  if (isDead(life)) throw new Killed();
  return result;
}

function isDead({ dead }: Life): boolean {
  return dead;
}
