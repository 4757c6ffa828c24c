/** Payloads that count for a while, in memory, at most so many. */
export class ExpiringStore<T> {
  private readonly entries = new Map<string, { readonly payload: T; readonly until: number }>();

  constructor(
    /** Milliseconds. */
    private readonly now: () => number,
    private readonly most = 100_000,
  ) {}

  get(id: string): T | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined || entry.until <= this.now()) return undefined;
    return entry.payload;
  }

  /** False when it is there already, and when there is room for no more: what must be seen once is then refused rather than forgotten. */
  add(id: string, payload: T, seconds: number): boolean {
    if (this.get(id) !== undefined) return false;
    if (this.entries.size >= this.most) this.sweep();
    if (this.entries.size >= this.most) return false;
    this.entries.set(id, { payload, until: this.now() + seconds * 1000 });
    return true;
  }

  delete(id: string): void {
    this.entries.delete(id);
  }

  deleteWhere(fits: (payload: T) => boolean): void {
    for (const [id, { payload }] of this.entries) if (fits(payload)) this.entries.delete(id);
  }

  private sweep(): void {
    const now = this.now();
    for (const [id, { until }] of this.entries) if (until <= now) this.entries.delete(id);
  }
}
