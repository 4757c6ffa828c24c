import { describe, expect, it } from '@jest/globals';
import { adviceOn, type Alarm } from './alarm.js';
import type { StandingAlarms } from './next-alarms.js';
import { toldAlarms, type KnownAlarm } from './told-alarms.js';

const SEEN: Alarm = {
  ...{ alarmId: 'dead-letters:GEM:0599', code: 'dead-letters', severity: 'warning', endpoint: 'GEM', unit: '0599' },
  ...{ since: '2026-11-23T08:00:00.000Z', count: 3, advice: adviceOn('dead-letters') },
};
const BOOKS: Alarm = { ...SEEN, alarmId: 'books:GEM:0599', code: 'books', severity: 'critical' };
const KNOWN: KnownAlarm = {
  ...{ alarmId: 'paused:COA', code: 'paused', severity: 'critical', endpoint: 'COA', unit: null },
};
const standing = (...alarms: readonly Alarm[]): StandingAlarms =>
  new Map(alarms.map((alarm) => [alarm.alarmId, { alarm, quietLooks: 1 }]));

describe('alarms as others have told them', () => {
  it('that another has begun stand here too, until a look says more of them', () => {
    const [paused] = toldAlarms(standing(), ['paused'], [KNOWN]).values();
    expect(paused).toMatchObject({ quietLooks: 0, alarm: { ...KNOWN, since: null, advice: adviceOn('paused') } });
  });

  it('that another has ended are over here, and those of other codes stay as they are', () => {
    expect([...toldAlarms(standing(SEEN, BOOKS), ['dead-letters'], []).keys()]).toEqual([BOOKS.alarmId]);
  });

  it('keep what was seen of them here, and the severity that was told', () => {
    const told = { ...SEEN, severity: 'critical' } as const;
    const after = toldAlarms(standing(SEEN), ['dead-letters'], [told]);
    expect([...after.values()]).toEqual([{ alarm: told, quietLooks: 1 }]);
  });

  it('of a code that nobody here knows are left to whoever does', () => {
    expect(toldAlarms(standing(), ['paused'], [{ ...KNOWN, code: 'of-a-later-release' }]).size).toBe(0);
  });
});
