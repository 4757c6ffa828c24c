import type { Oldest, RecipientLoad } from '#lib/persistence';
import type { AlarmCode } from './alarm.js';
import type { AlarmThresholds } from './alarm-thresholds.js';
import { levelOf, type Condition } from './condition.js';

/** The codes that a look at the loads speaks of. */
export const LOAD_CODES: readonly AlarmCode[] = [
  ...(['unreachable', 'waiting-long', 'dead-letters', 'blocked-long', 'held-long', 'paused'] as const),
];

/** What the load of one recipient unit says, one condition per code. Pure. */
export function loadConditions(load: RecipientLoad, thresholds: AlarmThresholds): readonly Condition[] {
  const { endpoint, unit, circuit, waiting, attempting, parked } = load;
  const { oldestWaiting, oldestDead, oldestBlocked, oldestHeld } = load;
  const of = (code: AlarmCode, level: Condition['level'], count: number, oldest: Oldest | null): Condition => {
    return { code, endpoint, unit, level, count, since: oldest?.since ?? null };
  };
  const age = (oldest: Oldest | null): number => oldest?.ageSeconds ?? 0;
  const { waitingSeconds, waitingCriticalSeconds, blockedSeconds, blockedCriticalSeconds } = thresholds;
  const out = circuit?.open === true;
  return [
    of('unreachable', out ? 'warning' : 'none', waiting + attempting, oldestWaiting),
    of(
      'waiting-long',
      levelOf(age(oldestWaiting), waitingSeconds, waitingCriticalSeconds),
      waiting + attempting,
      oldestWaiting,
    ),
    of(
      'dead-letters',
      levelOf(load.dead, thresholds.deadLetters, thresholds.deadLettersCritical),
      load.dead,
      oldestDead,
    ),
    of(
      'blocked-long',
      levelOf(age(oldestBlocked), blockedSeconds, blockedCriticalSeconds),
      load.blockedCases,
      oldestBlocked,
    ),
    of('held-long', levelOf(age(oldestHeld), thresholds.heldSeconds), load.held, oldestHeld),
    of('paused', load.paused ? 'critical' : 'none', parked, oldestBlocked),
  ];
}
