import { describe, expect, it } from '@jest/globals';
import { logLevel } from 'kafkajs';
import { quietLogCreator } from './kafka-log-creator.js';

describe('the log of kafkajs', () => {
  const lines: [string, Readonly<Record<string, unknown>>, string][] = [];
  const note = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    void lines.push([level, fields, message]);
  let now = 0;
  const logger = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const write = quietLogCreator(logger, () => now)(logLevel.INFO);
  const entry = (level: logLevel, message: string, extra = {}) => ({
    namespace: 'Connection',
    level,
    label: '',
    log: { timestamp: '', logger: 'kafkajs', message, ...extra },
  });

  it('becomes debug where kafkajs solves it itself', () => {
    lines.length = 0;
    write(entry(logLevel.ERROR, 'Response JoinGroup(key: 11)', { error: 'The coordinator is loading and hence can' }));
    write(entry(logLevel.ERROR, 'Response Heartbeat', { error: 'The group is rebalancing, so a rejoin is needed' }));
    write(entry(logLevel.WARN, 'The group is rebalancing, re-joining'));
    write(entry(logLevel.INFO, 'Starting', { groupId: 'g' }));
    expect(lines.map(([level]) => level)).toEqual(['debug', 'debug', 'debug', 'debug']);
  });

  it('warns once in a while of a broker that stays away', () => {
    lines.length = 0;
    for (now = 100_000; now < 200_000; now += 1_000) write(entry(logLevel.ERROR, 'Broker is away: ECONNREFUSED'));
    expect(lines.filter(([level]) => level === 'warn')).toHaveLength(4);
  });

  it('becomes a warning otherwise, with named fields only', () => {
    lines.length = 0;
    const kept = { broker: 'b:1', error: 'Not enough in-sync replicas' };
    write(entry(logLevel.ERROR, 'Connection error', { ...kept, payload: { value: 'canary' }, stack: 'canary' }));
    const named = { client: 'kafkajs', namespace: 'Connection', broker: 'b:1', reason: kept.error };
    expect(lines).toEqual([['warn', named, 'Connection error']]);
  });
});
