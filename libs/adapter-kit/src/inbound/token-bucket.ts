export interface Quota {
  /** Accepted requests per second in the long run. */
  readonly perSecond: number;
  /** Requests that may come at once after a pause. */
  readonly burst: number;
}

export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; /** Whole seconds, at least 1. */ readonly retryAfterS: number };

/** One bucket per client, so that a client over its quota costs nobody else anything. Time is passed in (milliseconds). */
export class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly quota: Quota) {}

  take(client: string, nowMs: number): Admission {
    const bucket = this.buckets.get(client) ?? { tokens: this.quota.burst, at: nowMs };
    const gained = (Math.max(0, nowMs - bucket.at) / 1000) * this.quota.perSecond;
    bucket.tokens = Math.min(this.quota.burst, bucket.tokens + gained);
    bucket.at = nowMs;
    this.buckets.set(client, bucket);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return { admitted: true };
    }
    return { admitted: false, retryAfterS: Math.max(1, Math.ceil((1 - bucket.tokens) / this.quota.perSecond)) };
  }
}
