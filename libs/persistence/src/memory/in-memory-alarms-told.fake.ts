import { type AlarmsTold, type Tell, type ToldAlarm } from '../alarms-told.port.js';

/** As the table, in memory. */
export class InMemoryAlarmsTold implements AlarmsTold {
  private readonly rows = new Map<string, ToldAlarm>();

  standing(codes: readonly string[]): Promise<readonly ToldAlarm[]> {
    const known = [...this.rows.values()].filter(({ code }) => codes.includes(code));
    return Promise.resolve(known.sort((a, b) => (a.alarmId < b.alarmId ? -1 : 1)));
  }

  raise(alarms: readonly ToldAlarm[], tell: Tell): Promise<void> {
    const worse = alarms.filter(({ alarmId, severity }) => {
      const known = this.rows.get(alarmId)?.severity;
      return known === undefined || (known === 'warning' && severity === 'critical');
    });
    return this.telling(
      worse.map(({ alarmId }) => alarmId),
      tell,
      () => {
        for (const one of worse) this.rows.set(one.alarmId, { ...one });
      },
    );
  }

  end(alarmIds: readonly string[], tell: Tell): Promise<void> {
    const known = alarmIds.filter((alarmId) => this.rows.has(alarmId));
    return this.telling(known, tell, () => {
      for (const alarmId of known) this.rows.delete(alarmId);
    });
  }

  private async telling(alarmIds: readonly string[], tell: Tell, change: () => void): Promise<void> {
    if (alarmIds.length > 0) tell(new Set(alarmIds));
    change();
    return Promise.resolve();
  }
}
