import type { PlanLease, StoredPlan } from '#lib/persistence';
import { planHasher, PlanTally, type PlanHead, type ReplayKind, type Selection } from '#lib/replay';
import { inForceNow } from '../judging/in-force-now.js';
import type { ReplayParts } from '../replay-parts.js';
import { selected } from './selected.js';

/** Deliveries that are judged at a time; what is kept in memory does not grow with the plan. */
const CHUNK = 500;
const LEASE_MS = 30_000;

/** Makes the dry run of a plan: reads, judges, counts, and sends nothing. One that was broken off is begun anew. */
export class Planner {
  constructor(private readonly parts: ReplayParts) {}

  async make(plan: StoredPlan, lease: PlanLease): Promise<void> {
    const known = await inForceNow(this.parts);
    if (known.kind !== 'known') return this.fail(plan, lease, known.kind === 'changing' ? 'rules-changing' : 'hub');
    const { mostItems } = this.parts.policy;
    const selection = plan.selection as Selection;
    const found = await selected(this.parts, plan, lease, selection, mostItems);
    if (found === null) return;
    const { count } = found;
    if (count > mostItems) return this.fail(plan, lease, 'too-many');
    if (count === 0) return this.fail(plan, lease, 'nothing-found');
    const { replayPlans } = this.parts.database;
    if (!(await replayPlans.clearItems(lease, count))) return;

    const { planId, narrower, ratePerSecond, reason, madeBy, madeAt } = plan;
    const kind = plan.kind as ReplayKind;
    const head: PlanHead = {
      ...{ planId, kind, selection, narrower, ratePerSecond, reason, madeBy, madeAt },
      basis: known.basis,
    };
    const hasher = planHasher(head);
    const tally = new PlanTally();
    let nth = 1;
    for (let from = 0; from < count; from += CHUNK) {
      const order = { planId, plan: { kind, narrower, selection }, program: known.program, nth };
      const planned = await found.chunk(from, CHUNK, order);
      nth += planned.length;
      if (nth - 1 > mostItems) return this.fail(plan, lease, 'too-many');
      for (const { item } of planned) {
        hasher.add(item);
        tally.add(item);
      }
      const stored = planned.map((one) => one.stored);
      if (!(await replayPlans.addItems(lease, stored))) return;
      if ((await replayPlans.renew(lease, LEASE_MS)) === null) return;
    }
    const { counts } = tally;
    const planHash = hasher.digest();
    const details = { planHash, counts, basis: known.basis };
    await replayPlans.change(
      planId,
      {
        ...{ from: ['PLANNING'], to: 'PLANNED', basis: { ...known.basis }, planHash, counts: { ...counts } },
        audit: { actor: 'hub', action: 'plan.planned', planId, caseKey: null, details },
      },
      lease.lease,
    );
    this.parts.logger.info('A replay plan was made.', { planId, count: counts.items });
  }

  /** Nothing of it is kept, so that nothing stays half-planned. */
  private async fail({ planId }: StoredPlan, lease: PlanLease, code: string): Promise<void> {
    const { replayPlans } = this.parts.database;
    if (!(await replayPlans.clearItems(lease, 0))) return;
    await replayPlans.change(
      planId,
      {
        ...{ from: ['PLANNING'], to: 'FAILED', halt: { code, by: null, reason: null }, moment: 'end' },
        audit: { actor: 'hub', action: 'plan.failed', planId, caseKey: null, details: { code } },
      },
      lease.lease,
    );
  }
}
