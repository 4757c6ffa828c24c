import type { ApprovalPolicy } from '#lib/replay';

/** What is configuration in replay. */
export interface ReplayPolicy extends ApprovalPolicy {
  /** Items of one plan at most, followers included; above it nothing is planned. */
  readonly mostItems: number;
  /** Items with their recipients at a time, per plan. */
  readonly mostUnderWay: number;
}

const HOUR = 3_600_000;

/**
 * `SCHAKEL_REPLAY_FREE_UP_TO` (10), `SCHAKEL_REPLAY_APPROVAL_HOURS` (24), `SCHAKEL_REPLAY_MOST_ITEMS` (100000), `SCHAKEL_REPLAY_UNDER_WAY` (1000).
 * @throws when one is not a whole number in its range, and says which.
 */
export function replayPolicy(env: Readonly<Record<string, string | undefined>>): ReplayPolicy {
  const number = (variable: string, fallback: number, least: number, most: number): number => {
    const text = env[variable]?.trim() ?? '';
    const given = text === '' ? fallback : Number(text);
    if (Number.isInteger(given) && given >= least && given <= most) return given;
    throw new Error(
      `Reading ${variable}: give a whole number from ${least} to ${most}, or leave it out for ${fallback}.`,
    );
  };
  return {
    freeUpTo: number('SCHAKEL_REPLAY_FREE_UP_TO', 10, 0, 100_000),
    validMs: number('SCHAKEL_REPLAY_APPROVAL_HOURS', 24, 1, 720) * HOUR,
    mostItems: number('SCHAKEL_REPLAY_MOST_ITEMS', 100_000, 1, 1_000_000),
    mostUnderWay: number('SCHAKEL_REPLAY_UNDER_WAY', 1000, 1, 100_000),
  };
}
