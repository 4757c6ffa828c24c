import type { PlanItem } from './plan.js';
import { CARRIED_OUT, SENDING, type VerdictKind } from './verdict.js';

export interface PlanCounts {
  readonly items: number;
  /** Would be sent. */
  readonly sending: number;
  /** Would be done in any way: sent, skipped, replaced, read again. */
  readonly carriedOut: number;
  /** Of the items: parked behind a head. */
  readonly followers: number;
  /** Of what is carried out: removal messages. */
  readonly removals: number;
  readonly upgraded: number;
  readonly byVerdict: Readonly<Partial<Record<VerdictKind, number>>>;
  /** Refusal code → number. */
  readonly byRefusal: Readonly<Record<string, number>>;
}

/** Counts items that come one after the other. */
export class PlanTally {
  private items = 0;
  private sending = 0;
  private carriedOut = 0;
  private followers = 0;
  private removals = 0;
  private upgraded = 0;
  private readonly byVerdict: Partial<Record<VerdictKind, number>> = {};
  private readonly byRefusal: Record<string, number> = {};

  add({ verdict, upgraded, role, removal }: PlanItem): void {
    this.items += 1;
    this.byVerdict[verdict.kind] = (this.byVerdict[verdict.kind] ?? 0) + 1;
    if (verdict.kind === 'REFUSED') this.byRefusal[verdict.code] = (this.byRefusal[verdict.code] ?? 0) + 1;
    if (role === 'FOLLOWER') this.followers += 1;
    if (!CARRIED_OUT.has(verdict.kind)) return;
    this.carriedOut += 1;
    if (removal) this.removals += 1;
    if (!SENDING.has(verdict.kind)) return;
    this.sending += 1;
    if (upgraded) this.upgraded += 1;
  }

  get counts(): PlanCounts {
    const { items, sending, carriedOut, followers, removals, upgraded, byVerdict, byRefusal } = this;
    return {
      ...{ items, sending, carriedOut, followers, removals, upgraded },
      ...{ byVerdict: { ...byVerdict }, byRefusal: { ...byRefusal } },
    };
  }
}

/** What a plan would do, in numbers. */
export function planCounts(items: readonly PlanItem[]): PlanCounts {
  const tally = new PlanTally();
  items.forEach((item) => tally.add(item));
  return tally.counts;
}
