import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredPlan } from '#lib/persistence';
import { Planner } from '../planning/planner.js';
import type { ReplayParts } from '../replay-parts.js';
import { LEASE_MS, PlanRun } from './plan-run.js';

/** Plans that one process works at a time. */
const MOST_AT_ONCE = 4;
const ASK_MS = 500;

/** Looks for plans that nobody works, and works them. Several processes may do so: each plan is leased to one of them. */
export class PlanWorker {
  private readonly stopping = new AbortController();
  private readonly atWork = new Set<Promise<void>>();
  private looking: Promise<void> | null = null;

  constructor(private readonly parts: ReplayParts) {}

  start(): void {
    this.looking ??= this.look();
  }

  /** Waits until what was begun has a place where it can go on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.atWork);
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const found = await this.claim();
      if (!found) await pause(ASK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async claim(): Promise<boolean> {
    if (this.atWork.size >= MOST_AT_ONCE) return false;
    const lease = randomUUID();
    try {
      const plan = await this.parts.database.replayPlans.claim(lease, LEASE_MS);
      if (plan === null) return false;
      const work = this.work(plan, lease).finally(() => this.atWork.delete(work));
      this.atWork.add(work);
      return true;
    } catch (error) {
      this.parts.logger.warn('Looking for replay plans failed; it is tried again.', { error });
      return false;
    }
  }

  private async work(plan: StoredPlan, key: string): Promise<void> {
    const { planId } = plan;
    const lease = { planId, lease: key };
    try {
      if (plan.state === 'PLANNING') await new Planner(this.parts).make(plan, lease);
      else await new PlanRun(this.parts, plan, lease, this.stopping.signal).carryOut();
    } catch (error) {
      // Its items say how far it is; whoever takes it next goes on from there.
      this.parts.logger.warn('Working a replay plan failed; it goes on.', { planId, error });
      await pause(ASK_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    await this.parts.database.replayPlans.letGo(lease).catch((error: unknown) => {
      this.parts.logger.warn('Letting a replay plan go failed; its lease runs out.', { planId, error });
    });
  }
}
