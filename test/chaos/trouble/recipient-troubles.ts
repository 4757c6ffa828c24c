import { nextTrouble, tell } from './recipients-in-trouble.js';

/** Who is away for the long outage. Nobody else's deliveries may wait for it. */
const AWAY = 'COA';
/** Who refuses something for good, whatever chance brings: a case of it is blocked from early on. */
const REFUSES = 'IND';
const HANDS = 2;
const BETWEEN_MS = 1_500;

/** Recipients that fail in turn, two of them at any time, beside one that is away for long. */
export class RecipientTroubles {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly simulator: string,
    private readonly random: () => number,
  ) {}

  static start(simulator: string, outageMs: number, random: () => number): RecipientTroubles {
    const troubles = new RecipientTroubles(simulator, random);
    const hands = Array.from({ length: HANDS }, () => troubles.trouble());
    troubles.running = Promise.all([...hands, troubles.outage(outageMs), troubles.refusal()]);
    // Told by `stop`, not as a rejection that nobody waits for yet.
    troubles.running.catch(() => undefined);
    return troubles;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async trouble(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const { recipient, behaviour, forMs } = nextTrouble(this.random);
      if (recipient === AWAY) continue;
      await tell(this.simulator, recipient, behaviour);
      await this.pause(forMs);
      // What is limited to so many pushes goes on until these have come.
      if (!('times' in behaviour)) await tell(this.simulator, recipient, { mode: 'ok' });
      await this.pause(BETWEEN_MS);
    }
  }

  private async refusal(): Promise<void> {
    await tell(this.simulator, REFUSES, { mode: 'reject', status: 400, times: 2 });
  }

  private async outage(ms: number): Promise<void> {
    if (ms === 0) return;
    await this.pause(BETWEEN_MS);
    await tell(this.simulator, AWAY, { mode: 'down' });
    await this.pause(ms);
    await tell(this.simulator, AWAY, { mode: 'ok' });
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (signal.aborted) done();
      else signal.addEventListener('abort', done, { once: true });
    });
  }
}
