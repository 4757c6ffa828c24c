import { type AlarmsTold, type ToldAlarm, type ToTell } from '../alarms-told.port.js';

/** As the table, in memory. */
export class InMemoryAlarmsTold implements AlarmsTold {
  private readonly rows = new Map<string, ToldAlarm>();

  standing(codes: readonly string[]): Promise<readonly ToldAlarm[]> {
    const known = [...this.rows.values()].filter(({ code }) => codes.includes(code));
    return Promise.resolve(known.sort((a, b) => (a.alarmId < b.alarmId ? -1 : 1)));
  }

  change(raised: readonly ToldAlarm[], ended: readonly string[]): Promise<ToTell> {
    const begun = raised.filter(({ alarmId, severity }) => {
      const known = this.rows.get(alarmId)?.severity;
      return known === undefined || (known === 'warning' && severity === 'critical');
    });
    for (const one of begun) this.rows.set(one.alarmId, { ...one });
    const gone = ended.filter((alarmId) => this.rows.delete(alarmId));
    return Promise.resolve({ raised: new Set(begun.map(({ alarmId }) => alarmId)), ended: new Set(gone) });
  }
}
