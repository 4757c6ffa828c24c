/** Tries at once of one user, and how long each takes to come back, ms. */
const OF_ONE = { burst: 5, backAfterMs: 60_000 };
/** Of all users together, known or not. */
const OF_ALL = { burst: 60, backAfterMs: 1_000 };

interface Bucket {
  left: number;
  at: number;
}

/** Slows down whoever guesses: only users that exist have a bucket of their own, so memory is bounded; all together share one more. */
export class LogInAttempts {
  private readonly ofAll: Bucket = { left: OF_ALL.burst, at: 0 };
  private readonly ofOne = new Map<string, Bucket>();

  constructor(
    /** Milliseconds that never go backwards. */
    private readonly monotonic: () => number,
  ) {}

  /** Takes one try; null when it may be made, otherwise the seconds to wait. `user`: null for one that there is not. */
  take(user: string | null): number | null {
    const now = this.monotonic();
    const waitOfAll = spend(this.ofAll, OF_ALL, now);
    if (waitOfAll !== null || user === null) return waitOfAll;
    const bucket = this.ofOne.get(user) ?? { left: OF_ONE.burst, at: now };
    this.ofOne.set(user, bucket);
    return spend(bucket, OF_ONE, now);
  }

  /** The user is in: earlier tries count no more. */
  succeeded(user: string): void {
    this.ofOne.delete(user);
  }
}

function spend(bucket: Bucket, { burst, backAfterMs }: typeof OF_ONE, now: number): number | null {
  bucket.left = Math.min(burst, bucket.left + (now - bucket.at) / backAfterMs);
  bucket.at = now;
  if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * backAfterMs) / 1000);
  bucket.left -= 1;
  return null;
}
