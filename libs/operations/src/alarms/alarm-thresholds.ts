/** From when on something is an alarm. Seconds and numbers; none of them is ever "off": what nobody wants to hear of has a high number. */
export interface AlarmThresholds {
  readonly waitingSeconds: number;
  readonly waitingCriticalSeconds: number;
  readonly deadLetters: number;
  readonly deadLettersCritical: number;
  readonly blockedSeconds: number;
  readonly blockedCriticalSeconds: number;
  readonly heldSeconds: number;
  /** What was set aside is told of for so long. */
  readonly quarantineSeconds: number;
}

const HOUR = 3600;

export const DEFAULT_THRESHOLDS: AlarmThresholds = {
  waitingSeconds: HOUR / 4,
  waitingCriticalSeconds: 4 * HOUR,
  deadLetters: 1,
  deadLettersCritical: 100,
  blockedSeconds: HOUR,
  blockedCriticalSeconds: 24 * HOUR,
  heldSeconds: 24 * HOUR,
  quarantineSeconds: 24 * HOUR,
};
