import { DEFAULT_THRESHOLDS, type AlarmThresholds } from '#lib/operations';

export interface AlarmSettings {
  readonly thresholds: AlarmThresholds;
  /** How often the loads are looked at, ms. */
  readonly lookMs: number;
  /** How often the books are weighed, ms: it reads every cell and delivery. */
  readonly balanceMs: number;
  /** How long an adapter may leave a decided delivery untaken before its book does not balance. */
  readonly graceSeconds: number;
}

const MINUTE = 60;
const MOST = 1_000_000;

/**
 * `SCHAKEL_ALARM_WAITING_MINUTES` (15), `SCHAKEL_ALARM_DEAD_LETTERS` (1), `SCHAKEL_ALARM_BLOCKED_MINUTES` (60), `SCHAKEL_ALARM_HELD_MINUTES`
 * (1440), `SCHAKEL_ALARM_QUARANTINE_MINUTES` (1440), `SCHAKEL_ALARM_LOOK_SECONDS` (15), `SCHAKEL_BALANCE_MINUTES` (5),
 * `SCHAKEL_BALANCE_GRACE_MINUTES` (15). @throws when one is not a whole number in its range, and says which.
 */
export function alarmSettings(env: Readonly<Record<string, string | undefined>>): AlarmSettings {
  const number = (variable: string, fallback: number, most = MOST): number => {
    const text = env[variable]?.trim() ?? '';
    const given = text === '' ? fallback : Number(text);
    if (Number.isInteger(given) && given >= 1 && given <= most) return given;
    throw new Error(`Reading ${variable}: give a whole number from 1 to ${most}, or leave it out for ${fallback}.`);
  };
  const minutes = (variable: string, seconds: number): number => number(variable, seconds / MINUTE) * MINUTE;
  const d = DEFAULT_THRESHOLDS;
  const waitingSeconds = minutes('SCHAKEL_ALARM_WAITING_MINUTES', d.waitingSeconds);
  const blockedSeconds = minutes('SCHAKEL_ALARM_BLOCKED_MINUTES', d.blockedSeconds);
  const deadLetters = number('SCHAKEL_ALARM_DEAD_LETTERS', d.deadLetters);
  return {
    thresholds: {
      waitingSeconds,
      blockedSeconds,
      deadLetters,
      // As much worse as by default.
      waitingCriticalSeconds: waitingSeconds * (d.waitingCriticalSeconds / d.waitingSeconds),
      blockedCriticalSeconds: blockedSeconds * (d.blockedCriticalSeconds / d.blockedSeconds),
      deadLettersCritical: deadLetters * (d.deadLettersCritical / d.deadLetters),
      heldSeconds: minutes('SCHAKEL_ALARM_HELD_MINUTES', d.heldSeconds),
      quarantineSeconds: minutes('SCHAKEL_ALARM_QUARANTINE_MINUTES', d.quarantineSeconds),
    },
    lookMs: number('SCHAKEL_ALARM_LOOK_SECONDS', 15, 3600) * 1000,
    balanceMs: number('SCHAKEL_BALANCE_MINUTES', 5, 1440) * MINUTE * 1000,
    graceSeconds: minutes('SCHAKEL_BALANCE_GRACE_MINUTES', 15 * MINUTE),
  };
}
