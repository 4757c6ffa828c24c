import { LRUCache } from 'lru-cache';

/** A person with a page that asks for progress and a script beside it; far below what would hold up the database. */
const BURST = 200;
const PER_SECOND = 50;
const MOST_OPERATORS = 10_000;

/** How often one operator may ask; one who asks too fast costs nobody else anything. */
export class RequestQuota {
  private readonly buckets = new LRUCache<string, { left: number; at: number }>({ max: MOST_OPERATORS });

  constructor(
    /** Milliseconds that never go backwards. */
    private readonly monotonic: () => number,
  ) {}

  /** null when it may be answered, otherwise whole seconds to wait. */
  take(subject: string): number | null {
    const now = this.monotonic();
    const bucket = this.buckets.get(subject) ?? { left: BURST, at: now };
    bucket.left = Math.min(BURST, bucket.left + ((now - bucket.at) / 1000) * PER_SECOND);
    bucket.at = now;
    this.buckets.set(subject, bucket);
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / PER_SECOND));
    bucket.left -= 1;
    return null;
  }
}
