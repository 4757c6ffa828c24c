import type { PlanItem } from './plan.js';
import { SENDING, type VerdictKind } from './verdict.js';

export interface PlanCounts {
  readonly items: number;
  /** Would be sent. */
  readonly sending: number;
  readonly upgraded: number;
  readonly byVerdict: Readonly<Partial<Record<VerdictKind, number>>>;
  /** Refusal code → number. */
  readonly byRefusal: Readonly<Record<string, number>>;
}

/** What a plan would do, in numbers. */
export function planCounts(items: readonly PlanItem[]): PlanCounts {
  const byVerdict: Partial<Record<VerdictKind, number>> = {};
  const byRefusal: Record<string, number> = {};
  let sending = 0;
  let upgraded = 0;
  for (const { verdict, upgraded: isUpgraded } of items) {
    byVerdict[verdict.kind] = (byVerdict[verdict.kind] ?? 0) + 1;
    if (verdict.kind === 'REFUSED') byRefusal[verdict.code] = (byRefusal[verdict.code] ?? 0) + 1;
    if (!SENDING.has(verdict.kind)) continue;
    sending += 1;
    if (isUpgraded) upgraded += 1;
  }
  return { items: items.length, sending, upgraded, byVerdict, byRefusal };
}
