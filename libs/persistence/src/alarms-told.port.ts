/** An alarm as somebody was told of it. */
export interface ToldAlarm {
  readonly alarmId: string;
  readonly code: string;
  readonly endpoint: string | null;
  readonly unit: string | null;
  readonly severity: 'warning' | 'critical';
}

/** By alarm id: what the caller is to tell. Everything else another has told, or tells at this moment. */
export interface ToTell {
  readonly raised: ReadonlySet<string>;
  readonly ended: ReadonlySet<string>;
}

/** Which alarms people have been told of: each beginning, worsening and end is told by the one caller that changed the row. */
export interface AlarmsTold {
  /** All that were told and have not ended since; of these codes. */
  standing(codes: readonly string[]): Promise<readonly ToldAlarm[]>;
  /** An alarm that stands may get worse, and never better. */
  change(raised: readonly ToldAlarm[], ended: readonly string[]): Promise<ToTell>;
}
