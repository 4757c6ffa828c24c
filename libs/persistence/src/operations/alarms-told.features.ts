import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type AlarmsTold, type ToldAlarm } from '../alarms-told.port.js';

export function describeAlarmsTold(told: () => AlarmsTold): void {
  const alarm = (changes: Partial<ToldAlarm> = {}): ToldAlarm => {
    const code = `code-${randomUUID()}`;
    return { alarmId: `${code}:GEM:0599`, code, endpoint: 'GEM', unit: '0599', severity: 'warning', ...changes };
  };

  describe('alarms that somebody was told of', () => {
    const raised = async (...alarms: ToldAlarm[]): Promise<readonly string[]> => {
      const mine: string[] = [];
      await told().raise(alarms, (ids) => mine.push(...ids));
      return mine;
    };
    const ended = async (...alarmIds: string[]): Promise<readonly string[]> => {
      const mine: string[] = [];
      await told().end(alarmIds, (ids) => mine.push(...ids));
      return mine;
    };

    it('begin once, and end once, whoever says so', async () => {
      const one = alarm();
      const { alarmId, code } = one;
      expect(await raised(one)).toEqual([alarmId]);
      expect(await raised(one)).toEqual([]);
      expect(await told().standing([code])).toEqual([one]);
      expect(await ended(alarmId)).toEqual([alarmId]);
      expect(await ended(alarmId)).toEqual([]);
      expect(await told().standing([code])).toEqual([]);
      expect(await raised(one)).toEqual([alarmId]);
    });

    it('get worse once, and never better', async () => {
      const one = alarm();
      const worse = { ...one, severity: 'critical' } as const;
      await raised(one);
      expect(await raised(worse)).toEqual([one.alarmId]);
      expect(await raised(worse)).toEqual([]);
      expect(await raised(one)).toEqual([]);
      expect(await told().standing([one.code])).toEqual([worse]);
    });

    it('are each told by one of two who come at the same moment, in whatever order they name them', async () => {
      const alarms = Array.from({ length: 20 }, () => alarm());
      const ids = alarms.map(({ alarmId }) => alarmId);
      const both = await Promise.all([raised(...alarms), raised(...alarms.toReversed())]);
      expect(both.flat().sort()).toEqual(ids.toSorted());
      const gone = await Promise.all([ended(...ids), ended(...ids.toReversed())]);
      expect(gone.flat().sort()).toEqual(ids.toSorted());
    });

    it('are told anew when telling went wrong, at their beginning and at their end', async () => {
      const one = alarm();
      const fails = (): never => {
        throw new Error('The process died.');
      };
      await expect(told().raise([one], fails)).rejects.toThrow('The process died.');
      expect(await told().standing([one.code])).toEqual([]);
      expect(await raised(one)).toEqual([one.alarmId]);
      await expect(told().end([one.alarmId], fails)).rejects.toThrow('The process died.');
      expect(await ended(one.alarmId)).toEqual([one.alarmId]);
    });

    it('of the hub itself have neither recipient nor unit', async () => {
      const one = alarm({ endpoint: null, unit: null });
      await raised(one);
      expect(await told().standing([one.code, 'another'])).toEqual([one]);
      expect([await raised(), await ended()]).toEqual([[], []]);
    });
  });
}
