import type { Clock } from '#lib/platform';

/** How many deliveries may begin now. No burst is saved up: after a pause it begins at the same rate again. */
export class Pace {
  private spentAt: number;
  private debt = 0;

  /** `perSecond` null: no limit. */
  constructor(
    private readonly perSecond: number | null,
    private readonly clock: Pick<Clock, 'monotonic'>,
  ) {
    this.spentAt = clock.monotonic();
  }

  allowed(most: number): number {
    if (this.perSecond === null) return most;
    const earned = ((this.clock.monotonic() - this.spentAt) / 1000) * this.perSecond - this.debt;
    // At most a second's worth, and one at least where the rate is below one per second.
    const ceiling = Math.max(1, Math.floor(this.perSecond));
    return Math.max(0, Math.min(most, ceiling, Math.floor(earned)));
  }

  /** A head lets its followers go with it, which may be more than was allowed: the rest waits for it. */
  spend(count: number): void {
    if (this.perSecond === null || count === 0) return;
    const earned = ((this.clock.monotonic() - this.spentAt) / 1000) * this.perSecond - this.debt;
    this.debt = Math.max(0, count - Math.min(earned, Math.max(1, this.perSecond)));
    this.spentAt = this.clock.monotonic();
  }
}
