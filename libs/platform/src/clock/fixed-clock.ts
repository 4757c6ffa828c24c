import { type Clock } from './clock.port.js';

export interface FixedClock extends Clock {
  advance(ms: number): void;
  set(iso: string): void;
}

/** Stands still until it is moved. For tests and for stories that run on their own clock. */
export function fixedClock(iso: string): FixedClock {
  let at = parse(iso);
  let elapsed = 0;
  return {
    now: () => at,
    iso: () => new Date(at).toISOString(),
    monotonic: () => elapsed,
    advance: (ms) => {
      at += ms;
      elapsed += Math.max(0, ms);
    },
    set: (next) => {
      const to = parse(next);
      elapsed += Math.max(0, to - at);
      at = to;
    },
  };
}

function parse(iso: string): number {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new Error('Fixing the clock: not a date and time.');
  return at;
}
