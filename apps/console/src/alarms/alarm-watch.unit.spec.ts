import { describe, expect, it } from '@jest/globals';
import { InMemoryAlarmsTold, type Book, type QuarantineCount, type RecipientLoad } from '#lib/persistence';
import { Metrics, silentLogger, type LogFields } from '#lib/platform';
import { alarmSettings } from './alarm-settings.js';
import { AlarmWatch } from './alarm-watch.js';

const LOAD: RecipientLoad = {
  ...{ endpoint: 'COA', unit: null, waiting: 0, attempting: 0, parked: 0, held: 0, dead: 0, blockedCases: 0 },
  ...{ oldestWaiting: null, oldestDead: null, oldestHeld: null, oldestBlocked: null, circuit: null, paused: false },
};
const BOOK: Book = {
  ...{ endpoint: 'COA', unit: null, refused: 0, decided: 1, delivered: 1, withheld: 0, held: 0, waiting: 0 },
  ...{ attempting: 0, parked: 0, dead: 0, notTaken: 0, overdue: 0, oldestNotTakenSeconds: null, aheadOfLedger: 0 },
  ...{ unexplained: 0, numbered: 1 },
};

const nothingYet = () => ({
  ...{ load: LOAD, book: BOOK, counts: [] as QuarantineCount[], down: false },
  alarmsTold: new InMemoryAlarmsTold(),
});

/** A watch over tables that a test fills in by hand; two may share them. */
function made(tables = nothingYet()) {
  const lines: { readonly level: string; readonly fields: LogFields | undefined }[] = [];
  const at = (level: string) => (_message: string, fields?: LogFields) => void lines.push({ level, fields });
  const metrics = new Metrics();
  const reach = <T>(value: T): Promise<T> =>
    tables.down ? Promise.reject(new Error('The database does not answer.')) : Promise.resolve(value);
  const watch = new AlarmWatch({
    ...alarmSettings({ SCHAKEL_ALARM_LOOK_SECONDS: '3600' }),
    database: {
      loads: { read: () => reach([tables.load]) },
      books: { read: () => reach([tables.book]) },
      quarantine: { counts: () => reach(tables.counts) } as never,
      alarmsTold: tables.alarmsTold,
    },
    logger: { ...silentLogger, info: at('info'), warn: at('warn'), error: at('error') },
    ...{ metrics, now: () => '2026-11-23T10:00:00.000Z' },
  });
  return { tables, lines, metrics, watch };
}
const blocked = { ...LOAD, paused: true, dead: 1, oldestDead: { since: '2026-11-23T09:00:00.000Z', ageSeconds: 5 } };

describe('the watch over alarms', () => {
  it('tells of an alarm once when it begins and once when it ends', async () => {
    const { tables, lines, watch } = made();
    tables.load = blocked;
    for (let looks = 0; looks < 3; looks += 1) await watch.look();
    expect(lines).toMatchObject([
      { level: 'warn', fields: { code: 'dead-letters', endpoint: 'COA', count: 1 } },
      { level: 'error', fields: { code: 'paused', kind: 'critical', endpoint: 'COA' } },
    ]);
    tables.load = LOAD;
    for (let looks = 0; looks < 3; looks += 1) await watch.look();
    expect(lines.slice(2)).toMatchObject([{ level: 'info' }, { level: 'info' }]);
    expect(watch.now()).toMatchObject({ alarms: [], lookedAt: '2026-11-23T10:00:00.000Z', weighedAt: null });
  });

  it('shows what stands at each of two consoles, and one of them tells it', async () => {
    const one = made();
    const two = made(one.tables);
    one.tables.load = blocked;
    await Promise.all([one.watch.look(), two.watch.look()]);
    await Promise.all([two.watch.look(), one.watch.look()]);
    const told = (level: string) => [...one.lines, ...two.lines].filter((line) => line.level === level);
    expect([told('warn'), told('error'), told('info')].map(({ length }) => length)).toEqual([1, 1, 0]);
    for (const { watch } of [one, two]) expect(watch.now().alarms).toHaveLength(2);
    one.tables.load = LOAD;
    for (let looks = 0; looks < 3; looks += 1) await Promise.all([one.watch.look(), two.watch.look()]);
    expect(
      told('info')
        .map(({ fields }) => fields?.code)
        .sort(),
    ).toEqual(['dead-letters', 'paused']);
    for (const { watch } of [one, two]) expect(watch.now().alarms).toEqual([]);
  });

  it('goes on where a console that has ended left off: says nothing twice, and ends what has passed meanwhile', async () => {
    const { tables, watch } = made();
    tables.load = blocked;
    await watch.look();
    const next = made(tables);
    await next.watch.look();
    expect([next.lines, next.watch.now().alarms.length]).toEqual([[], 2]);
    tables.load = LOAD;
    const last = made(tables);
    for (let looks = 0; looks < 2; looks += 1) await last.watch.look();
    expect(last.lines.map(({ level, fields }) => [level, fields?.code].join(' ')).sort()).toEqual([
      'info dead-letters',
      'info paused',
    ]);
  });

  it('keeps what the loads say apart from what the books say', async () => {
    const { tables, lines, watch } = made();
    tables.load = blocked;
    tables.book = { ...BOOK, unexplained: 1, numbered: 2 };
    await Promise.all([watch.look(), watch.weigh()]);
    for (let looks = 0; looks < 3; looks += 1) await watch.look();
    expect(watch.now().alarms.map(({ code }) => code)).toEqual(['books', 'paused', 'dead-letters']);
    expect(lines).toHaveLength(3);
  });

  it('shows what stands, most urgent first, and as figures', async () => {
    const { tables, metrics, watch } = made();
    tables.load = blocked;
    tables.book = { ...BOOK, unexplained: 1, numbered: 2 };
    await watch.look();
    await watch.weigh();
    expect(watch.now().alarms.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'books critical',
      'paused critical',
      'dead-letters warning',
    ]);
    expect(await metrics.text()).toContain('schakel_alarms{code="books",severity="critical"} 1');
  });

  it('wakes who follows at each change, and at once who has missed one', async () => {
    const { tables, watch } = made();
    const { signal } = new AbortController();
    const before = watch.now().version;
    const next = watch.changed(before, signal);
    tables.load = blocked;
    await watch.look();
    const now = await next;
    expect(now.alarms).toHaveLength(2);
    expect(await watch.changed(before, signal)).toEqual(now);
    expect((await watch.changed(now.version, AbortSignal.abort())).version).toBe(now.version);
  });

  it('lets all followers go when it stops', async () => {
    const { watch } = made();
    const waiting = watch.changed(watch.now().version, new AbortController().signal);
    await watch.stop();
    expect((await waiting).alarms).toEqual([]);
  });

  it('goes on by itself when the database answers again, and complains once', async () => {
    const { tables, lines, watch } = made();
    tables.down = true;
    await expect(watch.look()).rejects.toThrow(/does not answer/);
    watch.start();
    await watch.stop();
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('the settings of alarms', () => {
  it('have defaults, and keep the distance from warning to critical', () => {
    const { thresholds, balanceMs } = alarmSettings({ SCHAKEL_ALARM_DEAD_LETTERS: '10' });
    expect(thresholds).toMatchObject({ waitingSeconds: 900, deadLetters: 10, deadLettersCritical: 1000 });
    expect(balanceMs).toBe(300_000);
  });

  it.each(['0', '-1', '1.5', 'never', '9999999'])('refuse %s, and say which and what to give', (value) => {
    expect(() => alarmSettings({ SCHAKEL_BALANCE_MINUTES: value })).toThrow(
      'Reading SCHAKEL_BALANCE_MINUTES: give a whole number from 1 to 1440, or leave it out for 5.',
    );
  });
});
