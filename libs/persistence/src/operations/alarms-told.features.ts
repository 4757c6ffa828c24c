import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type AlarmsTold, type ToldAlarm } from '../alarms-told.port.js';

export function describeAlarmsTold(told: () => AlarmsTold): void {
  const alarm = (changes: Partial<ToldAlarm> = {}): ToldAlarm => {
    const code = `code-${randomUUID()}`;
    return { alarmId: `${code}:GEM:0599`, code, endpoint: 'GEM', unit: '0599', severity: 'warning', ...changes };
  };

  describe('alarms that somebody was told of', () => {
    it('begin once, and end once, whoever says so', async () => {
      const one = alarm();
      const { alarmId, code } = one;
      expect((await told().change([one], [])).raised).toEqual(new Set([alarmId]));
      expect((await told().change([one], [])).raised).toEqual(new Set());
      expect(await told().standing([code])).toEqual([one]);
      expect((await told().change([], [alarmId])).ended).toEqual(new Set([alarmId]));
      expect((await told().change([], [alarmId])).ended).toEqual(new Set());
      expect(await told().standing([code])).toEqual([]);
      expect((await told().change([one], [])).raised).toEqual(new Set([alarmId]));
    });

    it('get worse once, and never better', async () => {
      const one = alarm();
      const worse = { ...one, severity: 'critical' } as const;
      await told().change([one], []);
      expect((await told().change([worse], [])).raised).toEqual(new Set([one.alarmId]));
      expect((await told().change([worse], [])).raised).toEqual(new Set());
      expect((await told().change([one], [])).raised).toEqual(new Set());
      expect(await told().standing([one.code])).toEqual([worse]);
    });

    it('are each told by one of two who come at the same moment, in whatever order they name them', async () => {
      const alarms = Array.from({ length: 20 }, () => alarm());
      const ids = alarms.map(({ alarmId }) => alarmId);
      const both = await Promise.all([told().change(alarms, []), told().change(alarms.toReversed(), [])]);
      expect(both.flatMap(({ raised }) => [...raised]).sort()).toEqual(ids.toSorted());
      const ended = await Promise.all([told().change([], ids), told().change([], ids.toReversed())]);
      expect(ended.flatMap((one) => [...one.ended]).sort()).toEqual(ids.toSorted());
    });

    it('of the hub itself have neither recipient nor unit', async () => {
      const one = alarm({ endpoint: null, unit: null });
      await told().change([one], []);
      expect(await told().standing([one.code, 'another'])).toEqual([one]);
      expect((await told().change([], [])).raised).toEqual(new Set());
    });
  });
}
