import { randomUUID } from 'node:crypto';
import type { NewAuditEntry, PlanChange, StoredPlan } from '#lib/persistence';
import {
  approvalFault,
  approvalReasons,
  isApproved,
  planOrderFaults,
  stateAfter,
  statesBefore,
  type AuditEntry,
  type DeskAnswer,
  type DeskFault,
  type ItemFilter,
  type ItemView,
  type Operator,
  type Page,
  type Paged,
  type PlanCounts,
  type PlanFilter,
  type PlanOrder,
  type PlanStep,
  type PlanView,
  type ReplayDesk,
  type ReplayKind,
  type Selection,
} from '#lib/replay';
import { inForceNow } from '../judging/in-force-now.js';
import type { ReplayParts } from '../replay-parts.js';
import { DESK_FAULTS, invalid, notNow } from './desk-faults.js';
import { readPlanPage, writePlanPage } from './plan-page.js';
import { itemView, planView } from './plan-view.mapper.js';

type Answer = DeskAnswer<PlanView>;

/** Plans, as operators order, approve, run and watch them. Everything it does stands in the audit trail, in the transaction that does it. */
export class ReplayDeskService implements ReplayDesk {
  constructor(private readonly parts: ReplayParts) {}

  async plan(order: PlanOrder, { subject }: Operator): Promise<Answer> {
    const faults = planOrderFaults(order);
    if (faults.length > 0) return refused(invalid(faults));
    const { kind, selection, ratePerSecond, reason, narrower = true } = order;
    const planId = randomUUID();
    const plan = { planId, kind, selection: { ...selection }, narrower, ratePerSecond, reason, madeBy: subject };
    const details = { kind, selection: briefly(selection), narrower, ratePerSecond, reason };
    const stored = await this.plans.create(plan, entry(subject, 'plan.ordered', planId, details));
    return { ok: true, value: await this.view(stored) };
  }

  async find(planId: string): Promise<PlanView | null> {
    const plan = await this.plans.find(planId);
    return plan === null ? null : this.view(plan);
  }

  async list(filter: PlanFilter, { limit, after }: Page): Promise<Paged<PlanView>> {
    const found = await this.plans.list(filter, Math.min(limit + 1, 1000), after === null ? null : readPlanPage(after));
    const rows = await Promise.all(found.slice(0, limit).map((plan) => this.view(plan)));
    const last = found.length > limit ? rows.at(-1) : undefined;
    const next = last === undefined ? null : writePlanPage({ madeAt: Date.parse(last.madeAt), planId: last.planId });
    return { rows, next };
  }

  async items(planId: string, filter: ItemFilter, { limit, after }: Page): Promise<Paged<ItemView> | null> {
    if ((await this.plans.find(planId)) === null) return null;
    const from = after === null ? 0 : Number(after);
    const found = await this.plans.items(planId, filter, Math.min(limit + 1, 1000), Number.isInteger(from) ? from : 0);
    const rows = found.slice(0, limit).map(itemView);
    return { rows, next: found.length > limit ? String(rows.at(-1)?.nth ?? 0) : null };
  }

  async approve(planId: string, planHash: string, { subject }: Operator): Promise<Answer> {
    const plan = await this.plans.find(planId);
    if (plan === null) return refused(DESK_FAULTS.unknown);
    if (!possible(plan, 'approve')) return refused(notNow(plan.state, 'approved'));
    const counts = plan.counts as unknown as PlanCounts;
    const fault = approvalFault(plan, plan.planHash ?? '', counts, { by: subject, planHash });
    if (fault !== null) return refused(DESK_FAULTS[fault]);
    const outdated = await this.outdated(plan);
    if (outdated !== null) return refused(outdated);
    const audit = entry(subject, 'plan.approved', planId, { planHash, counts });
    return this.step(plan, 'approve', { approval: { by: subject, planHash }, audit });
  }

  async run(planId: string, { subject }: Operator): Promise<Answer> {
    const plan = await this.plans.find(planId);
    if (plan === null) return refused(DESK_FAULTS.unknown);
    if (!possible(plan, 'run')) return refused(notNow(plan.state, 'run'));
    const fault = this.mayRun(plan) ?? (await this.outdated(plan));
    if (fault !== null) return refused(fault);
    const progress = await this.plans.progress(planId);
    const { planHash, approval, counts } = plan;
    const audit = entry(subject, 'plan.run', planId, { planHash, approvedBy: approval?.by ?? null, counts, progress });
    const busy = { outcome: 'NOT_SENT', verdict: { kind: 'BUSY' } };
    return this.step(plan, 'run', { halt: null, moment: 'start', busy, audit });
  }

  stop(planId: string, by: Operator, reason: string): Promise<Answer> {
    return this.halt(planId, by, reason, 'stop');
  }

  withdraw(planId: string, by: Operator, reason: string): Promise<Answer> {
    return this.halt(planId, by, reason, 'withdraw');
  }

  async audit(planId: string): Promise<readonly AuditEntry[] | null> {
    if ((await this.plans.find(planId)) === null) return null;
    return this.parts.database.audit.ofPlan(planId);
  }

  private get plans() {
    return this.parts.database.replayPlans;
  }

  private async halt(
    planId: string,
    { subject }: Operator,
    reason: string,
    step: 'stop' | 'withdraw',
  ): Promise<Answer> {
    const faults = planOrderFaults({ ...ANY_ORDER, reason });
    if (faults.length > 0) return refused(invalid(faults));
    const plan = await this.plans.find(planId);
    if (plan === null) return refused(DESK_FAULTS.unknown);
    const asked = step === 'stop' ? 'stopped' : 'withdrawn';
    if (!possible(plan, step)) return refused(notNow(plan.state, asked));
    const progress = await this.plans.progress(planId);
    return this.step(plan, step, {
      halt: { code: 'operator', by: subject, reason },
      ...(step === 'withdraw' ? ({ moment: 'end' } as const) : {}),
      audit: entry(subject, `plan.${asked}`, planId, { reason, progress }),
    });
  }

  private async step(plan: StoredPlan, step: PlanStep, change: Omit<PlanChange, 'from' | 'to'>): Promise<Answer> {
    const to = stateAfter(plan.state as PlanView['state'], step);
    const from = statesBefore(step);
    const changed = to === null ? null : await this.plans.change(plan.planId, { ...change, from, to });
    // Somebody else was faster.
    if (changed === null) return refused(notNow((await this.plans.find(plan.planId))?.state ?? '', step));
    return { ok: true, value: await this.view(changed) };
  }

  private mayRun(plan: StoredPlan): DeskFault | null {
    const counts = plan.counts as unknown as PlanCounts;
    const { approval, planHash, madeBy, narrower } = plan;
    if (counts.carriedOut === 0) return DESK_FAULTS['nothing-to-send'];
    const approved = { kind: plan.kind as ReplayKind, selection: plan.selection as Selection, narrower };
    const { policy, clock } = this.parts;
    if (approvalReasons(counts, approved, policy).length === 0) return null;
    const holds = isApproved(approval, planHash ?? '', madeBy, clock.now(), policy);
    return holds ? null : DESK_FAULTS['needs-approval'];
  }

  /** Says so, and marks the plan, when it was made with other rules than those in force. */
  private async outdated(plan: StoredPlan): Promise<DeskFault | null> {
    const known = await inForceNow(this.parts);
    if (known.kind !== 'known') return DESK_FAULTS['rules-changing'];
    if (JSON.stringify(known.basis) === JSON.stringify(plan.basis)) return null;
    await this.plans.change(plan.planId, {
      ...{ from: statesBefore('outdate'), to: 'OUTDATED', moment: 'end' },
      halt: { code: 'outdated', by: null, reason: null },
      audit: entry('hub', 'plan.outdated', plan.planId, { basis: known.basis }),
    });
    return DESK_FAULTS.outdated;
  }

  private async view(plan: StoredPlan): Promise<PlanView> {
    const progress = plan.startedAt === null ? null : await this.plans.progress(plan.planId);
    return planView(plan, progress, this.parts.policy);
  }
}

/** For the rules about reasons alone. */
const ANY_ORDER: PlanOrder = { kind: 'SKIP', selection: { message: 'M01' }, ratePerSecond: null, reason: '' };

function possible(plan: StoredPlan, step: PlanStep): boolean {
  return stateAfter(plan.state as PlanView['state'], step) !== null;
}

function refused(fault: DeskFault): Answer {
  return { ok: false, fault };
}

function entry(actor: string, action: string, planId: string, details: NewAuditEntry['details']): NewAuditEntry {
  return { actor, action, planId, caseKey: null, details };
}

/** Ten thousand ids say less in an audit entry than their number; the plan's items name them. */
function briefly({ deliveryIds, records, ...rest }: Selection): Readonly<Record<string, unknown>> {
  return {
    ...rest,
    ...(deliveryIds === undefined ? {} : { deliveryIds: deliveryIds.length }),
    ...(records === undefined ? {} : { records: records.length }),
  };
}
