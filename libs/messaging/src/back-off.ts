/** Milliseconds to wait before attempt number `attempt` (1 is the first repeat). */
export type BackOff = (attempt: number) => number;

/** Doubles from 200 ms to 30 s, with jitter of half its value, so that instances which failed together do not return together. */
export const jitteredBackOff: BackOff = (attempt) =>
  Math.min(30_000, 100 * 2 ** Math.min(attempt, 12)) * (0.5 + Math.random() / 2);
