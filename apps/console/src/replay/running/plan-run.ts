import { setTimeout as pause } from 'node:timers/promises';
import type { ItemMark, PlanLease, StoredPlan } from '#lib/persistence';
import { inForceNow, type InForceNow } from '../judging/in-force-now.js';
import type { ReplayParts } from '../replay-parts.js';
import { judgedPiece } from './judged-piece.js';
import { orderPiece } from './order-piece.js';
import { Pace } from './pace.js';
import { leftOut, releasePiece } from './release-piece.js';
import { readPiece, settleReads } from './read-piece.js';
import { settleOrders } from './settle-orders.js';

export const LEASE_MS = 30_000;
const PIECE = 200;
const IDLE_MS = 200;
/** How often rules and failures are looked at while a plan runs. */
const WATCH_MS = 1000;

type Known = Extract<InForceNow, { kind: 'known' }>;

/** One plan at work: piece by piece, each judged again, until all is known, somebody stops it, or the lease is lost. */
export class PlanRun {
  private readonly pace: Pace;
  private watchedAt = Number.NEGATIVE_INFINITY;
  private again = true;

  constructor(
    private readonly parts: ReplayParts,
    private plan: StoredPlan,
    private readonly lease: PlanLease,
    private readonly stopping: AbortSignal,
  ) {
    this.pace = new Pace(plan.ratePerSecond, parts.clock);
  }

  async carryOut(): Promise<void> {
    const { replayPlans } = this.parts.database;
    while (!this.stopping.aborted) {
      const renewed = await replayPlans.renew(this.lease, LEASE_MS);
      if (renewed === null) return;
      this.plan = renewed;
      if (!(await this.step())) return;
    }
  }

  /** False: there is nothing more to do. */
  private async step(): Promise<boolean> {
    const { replayPlans } = this.parts.database;
    const { planId, state } = this.plan;
    const known = await inForceNow(this.parts);
    const { deadAgain } = await replayPlans.collect(planId);
    if (deadAgain > 0) this.watchedAt = Number.NEGATIVE_INFINITY;
    if (known.kind === 'known') {
      const settled =
        this.plan.kind === 'RE_READ'
          ? await settleReads(this.parts, this.plan, this.again)
          : await settleOrders(this.parts, this.plan, known.program, this.again);
      this.again = false;
      if (state === 'RUNNING' && !(await this.watch(known))) return true;
      const begun = state === 'RUNNING' ? await this.piece(known) : 0;
      if (begun + settled > 0) return true;
    }
    const { left, underWay } = await replayPlans.atWork(planId);
    if (underWay === 0 && state !== 'RUNNING') return false;
    if (underWay === 0 && !left) {
      await this.end();
      return false;
    }
    // Also when some have ended: pieces that are a handful each cost as much as whole ones.
    await pause(IDLE_MS, undefined, { signal: this.stopping }).catch(() => undefined);
    return true;
  }

  /** Answers with how many items were begun or left out. */
  private async piece({ program }: Known): Promise<number> {
    const { replayPlans } = this.parts.database;
    const { planId, kind } = this.plan;
    const { mostUnderWay } = this.parts.policy;
    const room = mostUnderWay - (await replayPlans.atWork(planId)).underWay;
    if (room < Math.min(PIECE, mostUnderWay / 2)) return 0;
    const allowed = this.pace.allowed(Math.min(PIECE, room));
    const items = allowed <= 0 ? [] : await replayPlans.pending(planId, allowed);
    if (items.length === 0) return 0;
    if (kind === 'RE_READ') {
      const read = await replayPlans.inRun(this.lease, () => readPiece(this.parts, this.plan, items));
      this.pace.spend(items.length);
      return read ? items.length : 0;
    }
    const judged = await judgedPiece(this.parts, this.plan, program, items);
    const going = judged.filter(({ goes }) => goes);
    let marks: readonly ItemMark[] = [];
    const done = await replayPlans.inRun(this.lease, async () => {
      const decidedAgain = kind === 'RE_ROUTE' || kind === 'BACK_FILL';
      const begun = decidedAgain
        ? await orderPiece(this.parts, this.plan, going)
        : await releasePiece(this.parts, planId, going);
      marks = [...begun, ...judged.filter(({ goes }) => !goes).flatMap(leftOut)];
      return marks;
    });
    if (!done) return 0;
    this.pace.spend(marks.filter(({ outcome }) => outcome !== 'NOT_SENT').length);
    return marks.length;
  }

  /** False: the plan was ended or stopped by what was seen. */
  private async watch({ basis }: Known): Promise<boolean> {
    const now = this.parts.clock.monotonic();
    if (now - this.watchedAt < WATCH_MS) return true;
    this.watchedAt = now;
    if (JSON.stringify(basis) !== JSON.stringify(this.plan.basis)) {
      await this.halt('OUTDATED', 'outdated');
      return false;
    }
    const { replayPlans } = this.parts.database;
    const failures = await replayPlans.countNewFailures(this.plan.planId);
    // With nothing left there is nothing to stop: it ends, and its numbers say how.
    if (failures === 0 || !(await replayPlans.atWork(this.plan.planId)).left) return true;
    await this.halt('STOPPED', 'new-failures');
    return false;
  }

  private async halt(to: 'STOPPED' | 'OUTDATED', code: string): Promise<void> {
    const { replayPlans } = this.parts.database;
    const { planId } = this.plan;
    const progress = await replayPlans.progress(planId);
    await replayPlans.change(
      planId,
      {
        ...{ from: ['RUNNING'], to, halt: { code, by: null, reason: null } },
        ...(to === 'OUTDATED' ? ({ moment: 'end' } as const) : {}),
        audit: {
          ...{ actor: 'hub', action: to === 'STOPPED' ? 'plan.stopped' : 'plan.outdated', planId, caseKey: null },
          details: { code, progress },
        },
      },
      this.lease.lease,
    );
    this.parts.logger.warn('A replay plan was stopped.', { planId, reason: code });
  }

  private async end(): Promise<void> {
    const { replayPlans } = this.parts.database;
    const { planId } = this.plan;
    await replayPlans.countNewFailures(planId);
    const progress = await replayPlans.progress(planId);
    await replayPlans.change(
      planId,
      {
        ...{ from: ['RUNNING'], to: 'DONE', moment: 'end' },
        audit: { actor: 'hub', action: 'plan.ended', planId, caseKey: null, details: { progress } },
      },
      this.lease.lease,
    );
    this.parts.logger.info('A replay plan is done.', { planId, count: progress.toSend });
  }
}
