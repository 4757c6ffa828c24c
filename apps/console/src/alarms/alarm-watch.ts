import {
  alarmsInOrder,
  bookConditions,
  judgeBook,
  LOAD_CODES,
  loadConditions,
  nextAlarms,
  quarantineConditions,
  toldAlarms,
  type Alarm,
  type AlarmCode,
  type AlarmsAfter,
  type Condition,
  type StandingAlarms,
} from '#lib/operations';
import type { Database } from '#lib/persistence';
import type { Logger, Metrics } from '#lib/platform';
import { waitFor } from '#lib/adapter-kit';
import type { AlarmSettings } from './alarm-settings.js';

export interface AlarmWatchParts extends AlarmSettings {
  readonly database: Pick<Database, 'loads' | 'books' | 'quarantine' | 'alarmsTold'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** RFC 3339, UTC. */
  readonly now: () => string;
}

/** What stands, and how fresh that is. */
export interface AlarmsNow {
  /** Most urgent first. */
  readonly alarms: readonly Alarm[];
  /** RFC 3339; null before the first look. */
  readonly lookedAt: string | null;
  /** When the books were weighed last. */
  readonly weighedAt: string | null;
  /** Raised by each change, so that a follower knows whether it has seen this. */
  readonly version: number;
}

/**
 * Looks at every recipient's load, the quarantine and, less often, the books, and says what somebody must look at: a log line when an alarm begins,
 * gets worse or ends, a figure for each that stands, and a change to whoever follows. Of several consoles on one database each shows what stands,
 * and one writes the line: the one that changes the row of the alarm, before the change holds. A console that starts again says nothing a second
 * time, unless it died between the two.
 */
export class AlarmWatch {
  private standing: StandingAlarms = new Map();
  private lookedAt: string | null = null;
  private weighedAt: string | null = null;
  private version = 0;
  private failing = false;
  private readonly stopping = new AbortController();
  private readonly followers = new Set<() => void>();
  private loops: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: AlarmWatchParts) {
    const standing = parts.metrics.gauge('schakel_alarms', 'Alarms that stand, by code and severity.', SIGNS);
    parts.metrics.refreshedBy(() => {
      standing.reset();
      for (const { alarm } of this.standing.values()) standing.inc({ code: alarm.code, severity: alarm.severity });
      return Promise.resolve();
    });
  }

  start(): void {
    const { lookMs, balanceMs } = this.parts;
    this.loops = Promise.all([this.every(lookMs, () => this.look()), this.every(balanceMs, () => this.weigh())]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.loops;
  }

  now(): AlarmsNow {
    const { lookedAt, weighedAt, version } = this;
    return { alarms: alarmsInOrder(this.standing), lookedAt, weighedAt, version };
  }

  /** What stands as soon as it is another version than `known`, or when the signal fires. */
  async changed(known: number, signal: AbortSignal): Promise<AlarmsNow> {
    const either = AbortSignal.any([signal, this.stopping.signal]);
    while (this.version === known && !either.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          this.followers.delete(done);
          either.removeEventListener('abort', done);
          resolve();
        };
        this.followers.add(done);
        either.addEventListener('abort', done, { once: true });
      });
    }
    return this.now();
  }

  /** Loads and quarantine, once. The loop does it; specs do it by hand. */
  async look(): Promise<void> {
    const { database, thresholds } = this.parts;
    const loads = await database.loads.read();
    const conditions = loads.flatMap((load) => loadConditions(load, thresholds));
    const aside = quarantineConditions(await database.quarantine.counts(), thresholds);
    const changed = await this.take([...LOAD_CODES, 'quarantine'], [...conditions, ...aside]);
    this.lookedAt = this.parts.now();
    if (changed) this.announce();
  }

  /** The books, once. */
  async weigh(): Promise<void> {
    const { database, graceSeconds } = this.parts;
    const books = (await database.books.read({ graceSeconds })).map(judgeBook);
    const changed = await this.take(['books'], bookConditions(books));
    this.weighedAt = this.parts.now();
    if (changed) this.announce();
  }

  /** True when other alarms stand than before, or worse ones. */
  private async take(codes: readonly AlarmCode[], conditions: readonly Condition[]): Promise<boolean> {
    const { alarmsTold } = this.parts.database;
    const told = await alarmsTold.standing(codes);
    const after = nextAlarms(toldAlarms(this.standing, codes, told), codes, conditions);
    await alarmsTold.raise(after.raised, (ids) =>
      this.tellRaised(after.raised.filter(({ alarmId }) => ids.has(alarmId))),
    );
    const ended = after.ended.map(({ alarmId }) => alarmId);
    await alarmsTold.end(ended, (ids) => this.tellEnded(after.ended.filter(({ alarmId }) => ids.has(alarmId))));
    // Of these codes alone: the other loop may have taken its own meanwhile.
    const shown = namesOf(this.standing);
    this.standing = new Map([
      ...[...this.standing].filter(([, { alarm }]) => !codes.includes(alarm.code)),
      ...[...after.standing].filter(([, { alarm }]) => codes.includes(alarm.code)),
    ]);
    return namesOf(this.standing) !== shown;
  }

  private announce(): void {
    this.version += 1;
    this.wake();
  }

  private tellRaised(alarms: AlarmsAfter['raised']): void {
    for (const alarm of alarms) {
      const { code, endpoint, unit, count } = alarm;
      this.parts.logger[alarm.severity === 'critical' ? 'error' : 'warn']('An alarm stands.', {
        ...{ code, kind: alarm.severity, endpoint, unit, count },
      });
    }
  }

  private tellEnded(alarms: AlarmsAfter['ended']): void {
    for (const { code, endpoint, unit } of alarms)
      this.parts.logger.info('An alarm has ended.', { code, endpoint, unit });
  }

  private async every(ms: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await work();
        this.failing = false;
      } catch (error) {
        // Told once: as long as the database does not answer nothing can be said, and health says so.
        if (!this.failing) this.parts.logger.error('Looking for alarms failed; it is tried again.', { error });
        this.failing = true;
      }
      await waitFor(ms, signal);
    }
  }

  private wake(): void {
    for (const follower of [...this.followers]) follower();
  }
}

/** What stands, and how bad it is. */
function namesOf(standing: StandingAlarms): string {
  return [...standing.values()]
    .map(({ alarm: { alarmId, severity } }) => `${alarmId} ${severity}`)
    .sort()
    .join('\n');
}

const SIGNS = ['code', 'severity'] as const;
