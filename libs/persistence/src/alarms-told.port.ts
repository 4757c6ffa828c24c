/** An alarm as somebody was told of it. */
export interface ToldAlarm {
  readonly alarmId: string;
  readonly code: string;
  readonly endpoint: string | null;
  readonly unit: string | null;
  readonly severity: 'warning' | 'critical';
}

/**
 * Tells people, at once, of the alarms of these ids; everything else another has told, or tells at this moment. When it throws, or the process
 * dies in it, nothing counts as told.
 */
export type Tell = (alarmIds: ReadonlySet<string>) => void;

/**
 * Which alarms people have been told of: each beginning, worsening and end is told by the one caller that changes the row, before the change
 * holds. Who dies in between leaves it to the next look, so that an alarm may be told twice and never not at all.
 */
export interface AlarmsTold {
  /** All that were told and have not ended since; of these codes. */
  standing(codes: readonly string[]): Promise<readonly ToldAlarm[]>;
  /** An alarm that stands may get worse, and never better. */
  raise(alarms: readonly ToldAlarm[], tell: Tell): Promise<void>;
  end(alarmIds: readonly string[], tell: Tell): Promise<void>;
}
