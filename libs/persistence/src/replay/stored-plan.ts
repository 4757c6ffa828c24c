import { type StoredHalt, type StoredPlan } from '../replay-plans.port.js';

/** A row of `replay_plan` as the driver gives it. */
export interface PlanRow {
  readonly plan_id: string;
  readonly kind: string;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly narrower: boolean;
  readonly rate_per_second: number | null;
  readonly reason: string;
  readonly made_by: string;
  readonly made_at: Date;
  readonly state: string;
  readonly found: number | null;
  readonly judged: number;
  readonly basis: Readonly<Record<string, unknown>> | null;
  readonly plan_hash: string | null;
  readonly counts: Readonly<Record<string, unknown>> | null;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly approved_hash: string | null;
  readonly halt: StoredHalt | null;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly new_failures: number;
}

export const PLAN_COLUMNS = `plan_id, kind, selection, narrower, rate_per_second, reason, made_by, made_at, state, found, judged, basis, plan_hash,
  counts, approved_by, approved_at, approved_hash, halt, started_at, ended_at, new_failures`;

export function planOfRow(row: PlanRow): StoredPlan {
  const { approved_by: by, approved_at: at, approved_hash: planHash } = row;
  return {
    planId: row.plan_id,
    kind: row.kind,
    selection: row.selection,
    narrower: row.narrower,
    ratePerSecond: row.rate_per_second,
    reason: row.reason,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    state: row.state,
    found: row.found,
    judged: row.judged,
    basis: row.basis,
    planHash: row.plan_hash,
    counts: row.counts,
    approval: by === null || at === null || planHash === null ? null : { by, at: at.toISOString(), planHash },
    halt: row.halt,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    newFailures: row.new_failures,
  };
}
