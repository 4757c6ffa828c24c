import { adviceOn, type Alarm, type AlarmCode } from './alarm.js';
import type { Condition } from './condition.js';

/** Alarms that stand, with how many looks in a row found nothing of them. */
export type StandingAlarms = ReadonlyMap<string, { readonly alarm: Alarm; readonly quietLooks: number }>;

export interface AlarmsAfter {
  readonly standing: StandingAlarms;
  /** New, or worse than before: to be told, once. */
  readonly raised: readonly Alarm[];
  readonly ended: readonly Alarm[];
}

/** An alarm ends when so many looks in a row have found nothing. */
const QUIET_LOOKS = 2;

/**
 * The alarms after one look at what `codes` speak of; alarms of other codes stay as they are. One that stands keeps its severity until it ends: it
 * may get worse, and is told again then, but never swings. Pure.
 */
export function nextAlarms(
  before: StandingAlarms,
  codes: readonly AlarmCode[],
  conditions: readonly Condition[],
): AlarmsAfter {
  const found = new Map(conditions.map((condition) => [idOf(condition), condition]));
  const standing = new Map<string, { alarm: Alarm; quietLooks: number }>();
  const ended: Alarm[] = [];
  const raised: Alarm[] = [];
  for (const [alarmId, known] of before) {
    const condition = found.get(alarmId);
    found.delete(alarmId);
    if (!codes.includes(known.alarm.code)) standing.set(alarmId, { ...known });
    else if (condition === undefined || condition.level === 'none') {
      const quietLooks = known.quietLooks + 1;
      if (quietLooks < QUIET_LOOKS) standing.set(alarmId, { alarm: known.alarm, quietLooks });
      else ended.push(known.alarm);
    } else {
      const alarm = alarmOf(condition, known.alarm);
      standing.set(alarmId, { alarm, quietLooks: 0 });
      if (alarm.severity !== known.alarm.severity) raised.push(alarm);
    }
  }
  for (const [alarmId, condition] of found) {
    if (condition.level === 'none' || condition.level === 'still') continue;
    const alarm = alarmOf(condition, null);
    standing.set(alarmId, { alarm, quietLooks: 0 });
    raised.push(alarm);
  }
  return { standing, raised, ended };
}

/** Most urgent first, then by recipient and code. */
export function alarmsInOrder(standing: StandingAlarms): readonly Alarm[] {
  const rank = ({ severity, endpoint, unit, code }: Alarm): string =>
    [severity === 'critical' ? 0 : 1, endpoint ?? '', unit ?? '', code].join(' ');
  return [...standing.values()].map(({ alarm }) => alarm).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function alarmOf({ code, endpoint, unit, level, since, count }: Condition, before: Alarm | null): Alarm {
  const severity = level === 'critical' || before?.severity === 'critical' ? 'critical' : 'warning';
  return {
    alarmId: idOf({ code, endpoint, unit }),
    code,
    severity,
    endpoint,
    unit,
    since,
    count,
    advice: adviceOn(code),
  };
}

function idOf({ code, endpoint, unit }: Pick<Condition, 'code' | 'endpoint' | 'unit'>): string {
  return [code, ...(endpoint === null ? [] : [endpoint]), ...(unit === null ? [] : [unit])].join(':');
}
