import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { QuarantineCount, RecipientLoad } from '#lib/persistence';
import { judgeBook } from '../books/judge-book.js';
import type { Alarm } from './alarm.js';
import { DEFAULT_THRESHOLDS } from './alarm-thresholds.js';
import { bookConditions } from './book-conditions.js';
import { LOAD_CODES, loadConditions } from './load-conditions.js';
import { alarmsInOrder, nextAlarms, type StandingAlarms } from './next-alarms.js';
import { quarantineConditions } from './quarantine-conditions.js';

const QUIET: RecipientLoad = {
  ...{ endpoint: 'GEM', unit: '0599', waiting: 0, attempting: 0, parked: 0, held: 0, dead: 0, blockedCases: 0 },
  ...{ oldestWaiting: null, oldestDead: null, oldestHeld: null, oldestBlocked: null, circuit: null, paused: false },
};
const aged = (ageSeconds: number) => ({ since: '2026-11-23T08:00:00.000Z', ageSeconds });
const NONE: StandingAlarms = new Map();

function look(before: StandingAlarms, load: Partial<RecipientLoad>, ...others: RecipientLoad[]) {
  const loads = [{ ...QUIET, ...load }, ...others];
  return nextAlarms(
    before,
    LOAD_CODES,
    loads.flatMap((one) => loadConditions(one, DEFAULT_THRESHOLDS)),
  );
}
const ids = (alarms: readonly Alarm[]) => alarms.map(({ alarmId, severity }) => `${alarmId} ${severity}`);

describe('an alarm', () => {
  it('is raised by nothing while a recipient takes what it is sent', () => {
    expect(look(NONE, { waiting: 12, attempting: 8, oldestWaiting: aged(5) })).toMatchObject({ raised: [], ended: [] });
  });

  it.each<[string, Partial<RecipientLoad>]>([
    ['unreachable:GEM:0599 warning', { circuit: { failures: 5, open: true } }],
    ['waiting-long:GEM:0599 warning', { waiting: 1, oldestWaiting: aged(900) }],
    ['waiting-long:GEM:0599 critical', { waiting: 1, oldestWaiting: aged(14_400) }],
    ['dead-letters:GEM:0599 warning', { dead: 1, oldestDead: aged(0) }],
    ['dead-letters:GEM:0599 critical', { dead: 100, oldestDead: aged(0) }],
    ['blocked-long:GEM:0599 warning', { blockedCases: 1, oldestBlocked: aged(3600) }],
    ['blocked-long:GEM:0599 critical', { blockedCases: 1, oldestBlocked: aged(86_400) }],
    ['held-long:GEM:0599 warning', { held: 1, oldestHeld: aged(86_400) }],
    ['paused:GEM:0599 critical', { paused: true }],
  ])('%s is raised by %j, and says what to do', (expected, load) => {
    const { raised } = look(NONE, load);
    expect(ids(raised)).toEqual([expected]);
    expect(raised[0]?.advice).toMatch(/\.$/);
  });

  it('is told once, however long it stands and however its figure swings about the threshold', () => {
    let standing = NONE;
    const told: string[] = [];
    for (const age of [890, 900, 880, 910, 730, 1000, 800, 950]) {
      const after = look(standing, { waiting: 1, oldestWaiting: aged(age) });
      told.push(...ids([...after.raised, ...after.ended]));
      standing = after.standing;
    }
    expect(told).toEqual(['waiting-long:GEM:0599 warning']);
  });

  it('is told again when it gets worse, and never when it only gets a little better', () => {
    const first = look(NONE, { dead: 5, oldestDead: aged(1) });
    const worse = look(first.standing, { dead: 120, oldestDead: aged(2) });
    expect(ids(worse.raised)).toEqual(['dead-letters:GEM:0599 critical']);
    const better = look(worse.standing, { dead: 99, oldestDead: aged(3) });
    expect(better).toMatchObject({ raised: [], ended: [] });
    expect(alarmsInOrder(better.standing)).toMatchObject([{ severity: 'critical', count: 99 }]);
  });

  it('ends after two looks that find nothing, also where the recipient is no longer listed', () => {
    const raised = look(NONE, { paused: true });
    const once = look(raised.standing, {});
    expect([once.ended, once.standing.size]).toEqual([[], 1]);
    expect(ids(look(once.standing, {}).ended)).toEqual(['paused:GEM:0599 critical']);
    const gone = nextAlarms(nextAlarms(raised.standing, LOAD_CODES, []).standing, LOAD_CODES, []);
    expect(ids(gone.ended)).toEqual(['paused:GEM:0599 critical']);
  });

  it('of one recipient says nothing of another', () => {
    const other = { ...QUIET, unit: '0344', dead: 1, oldestDead: aged(1) };
    expect(ids(look(NONE, { paused: true }, other).raised).sort()).toEqual([
      'dead-letters:GEM:0344 warning',
      'paused:GEM:0599 critical',
    ]);
  });

  it('stays when something else is looked at', () => {
    const { standing } = look(NONE, { paused: true });
    const after = nextAlarms(nextAlarms(standing, ['books'], []).standing, ['books'], []);
    expect([after.standing.size, after.ended]).toEqual([1, []]);
  });

  it('stands exactly while it was raised and has not ended, in any sequence of looks', () => {
    const load = fc.record({
      dead: fc.integer({ min: 0, max: 150 }),
      paused: fc.boolean(),
      waitingAge: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.array(load, { maxLength: 30 }), (looks) => {
        let standing = NONE;
        const believed = new Map<string, string>();
        for (const { dead, paused, waitingAge } of looks) {
          const after = look(standing, { dead, paused, waiting: 1, oldestWaiting: aged(waitingAge) });
          for (const { alarmId, severity } of after.raised) {
            expect(believed.get(alarmId)).not.toBe(severity);
            believed.set(alarmId, severity);
          }
          for (const { alarmId } of after.ended) expect(believed.delete(alarmId)).toBe(true);
          standing = after.standing;
          expect(new Map([...standing].map(([id, { alarm }]) => [id, alarm.severity]))).toEqual(believed);
        }
      }),
    );
  });
});

describe('the hub itself', () => {
  it('raises an alarm at once for a book that does not balance, and none for what is on its way', () => {
    const book = {
      ...{ endpoint: 'COA', unit: null, refused: 5, decided: 8, delivered: 1, withheld: 1, held: 1, waiting: 1 },
      ...{ attempting: 1, parked: 1, dead: 1, notTaken: 1, overdue: 0, oldestNotTakenSeconds: 3, aheadOfLedger: 2 },
      ...{ unexplained: 0, numbered: 9 },
    };
    const raisedBy = (changes: object) =>
      ids(nextAlarms(NONE, ['books'], bookConditions([judgeBook({ ...book, ...changes })])).raised);
    expect(raisedBy({})).toEqual([]);
    expect(raisedBy({ overdue: 1 })).toEqual(['books:COA critical']);
  });

  it('raises one for what was set aside lately and not read again', () => {
    const count: QuarantineCount = {
      ...{ origin: 'CASE_LOG', endpoint: null, reason: 'bad-origin', count: 3, open: 2 },
      ...{ newestOpenAgeSeconds: 60, oldestOpenAgeSeconds: 90_000 },
    };
    const raisedBy = (...counts: QuarantineCount[]) =>
      nextAlarms(NONE, ['quarantine'], quarantineConditions(counts, DEFAULT_THRESHOLDS)).raised;
    expect(raisedBy(count, { ...count, reason: 'undecodable', open: 1 })).toMatchObject([
      { alarmId: 'quarantine', count: 3 },
    ]);
    expect(raisedBy({ ...count, origin: 'DELIVERY', endpoint: 'COA' })).toMatchObject([{ alarmId: 'quarantine:COA' }]);
    expect(raisedBy({ ...count, newestOpenAgeSeconds: 90_000 })).toEqual([]);
    expect(raisedBy({ ...count, open: 0, newestOpenAgeSeconds: null })).toEqual([]);
  });
});
