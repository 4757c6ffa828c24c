/** Wakes one sleeper: when rung, at the earliest time that was asked for, or when it has slept long enough. */
export class Alarm {
  private rung = false;
  private ringAt = Infinity;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** After so many ms at the latest. */
  ringIn(ms: number): void {
    const at = performance.now() + ms;
    if (at >= this.ringAt) return;
    this.ringAt = at;
    // A sleeper must set its clock anew.
    this.wake?.();
  }

  async wait(longestMs: number, signal: AbortSignal): Promise<void> {
    const until = performance.now() + longestMs;
    while (!this.rung && !signal.aborted) {
      const left = Math.min(until, this.ringAt) - performance.now();
      if (left <= 0) break;
      await this.sleep(left, signal);
    }
    if (performance.now() >= this.ringAt) this.ringAt = Infinity;
    this.rung = false;
  }

  private sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      this.wake = done;
    });
  }
}
