import type { ChaosHub } from '../hub/chaos-hub.js';
import { killAndWait, TARGETS, type Target } from './killer.js';

export interface Kill {
  readonly target: Target;
  /** Part of the load that was sent by then, 0 to 1. */
  readonly at: number;
  readonly backAfterMs: number;
}

const LOOK_MS = 100;

/** Kills spread over the load at random moments, every part of the hub in its turn, one at a time. */
export class Kills {
  readonly done: Kill[] = [];
  private given = false;

  constructor(
    private readonly hub: ChaosHub,
    private readonly count: number,
    private readonly random: () => number,
    private readonly progress: (line: string) => void,
  ) {}

  /** Waits while the load is more than one kill ahead of the kills, so that all of them meet it. */
  async leave(part: number): Promise<void> {
    while (!this.given && part * (this.count + 1) > this.done.length + 1.6) await pause(LOOK_MS);
  }

  /** @throws NotBack when the hub does not bring back what was killed */
  async run(part: () => number): Promise<void> {
    try {
      const order = shuffled(this.random);
      for (let n = 0; n < this.count; n += 1) {
        const target = order[n % order.length] ?? 'router';
        const due = (n + 0.3 + this.random() * 0.6) / (this.count + 1);
        while (part() < due) await pause(LOOK_MS);
        const at = part();
        const backAfterMs = await killAndWait(this.hub, target);
        this.done.push({ target, at, backAfterMs });
        this.progress(
          `  killed ${target} at ${Math.floor(at * 100)} % of the load; back after ${(backAfterMs / 1000).toFixed(1)} s`,
        );
      }
    } finally {
      this.given = true;
    }
  }
}

function shuffled(random: () => number): readonly Target[] {
  return TARGETS.map((target) => ({ target, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ target }) => target);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
