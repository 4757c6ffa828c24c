import { adviceOn, type Alarm, type AlarmCode } from './alarm.js';
import type { StandingAlarms } from './next-alarms.js';

/** What another has told and this one has not seen, for as long as it takes to see it or to find nothing: its figures come with the next look. */
export interface KnownAlarm extends Pick<Alarm, 'alarmId' | 'endpoint' | 'unit' | 'severity'> {
  readonly code: string;
}

/**
 * The alarms of these codes as everybody has been told of them: what another has ended is over here too, and what another has begun, or found worse,
 * stands here as well. Pure.
 */
export function toldAlarms(
  before: StandingAlarms,
  codes: readonly AlarmCode[],
  told: readonly KnownAlarm[],
): StandingAlarms {
  const others = [...before].filter(([, { alarm }]) => !codes.includes(alarm.code));
  const known = told.flatMap(({ alarmId, code, endpoint, unit, severity }) => {
    const own = before.get(alarmId);
    const named = codes.find((one) => one === code);
    if (named === undefined) return [];
    const unseen = { alarmId, code: named, endpoint, unit, since: null, count: 0, advice: adviceOn(named) };
    return [[alarmId, { alarm: { ...(own?.alarm ?? unseen), severity }, quietLooks: own?.quietLooks ?? 0 }] as const];
  });
  return new Map([...others, ...known]);
}
