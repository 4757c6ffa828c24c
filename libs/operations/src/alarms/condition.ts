import type { AlarmCode, Severity } from './alarm.js';

/**
 * What one look says about one possible alarm. `still`: no reason to raise it, and none to end it either, so that a figure which swings about its
 * threshold is told once.
 */
export interface Condition {
  readonly code: AlarmCode;
  readonly endpoint: string | null;
  readonly unit: string | null;
  readonly level: Severity | 'still' | 'none';
  readonly since: string | null;
  readonly count: number;
}

/** An alarm ends only when its figure has fallen below this part of what raises it. */
const END_BELOW = 0.8;

/** Level of a figure. `critical` null: never worse than a warning. */
export function levelOf(figure: number, warning: number, critical: number | null = null): Condition['level'] {
  if (critical !== null && figure >= critical) return 'critical';
  if (figure >= warning) return 'warning';
  return figure > 0 && figure >= warning * END_BELOW ? 'still' : 'none';
}
