const FIRST_MS = 200;
const LONGEST_MS = 30_000;

/**
 * Pause before the attempt after `failures` failed ones, in ms: doubling, with jitter over its upper half so that cases that failed together
 * do not come back together. `random` in [0, 1).
 */
export function backOffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
