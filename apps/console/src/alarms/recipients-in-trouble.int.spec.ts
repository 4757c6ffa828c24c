import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recipientGauges } from '#lib/adapter-kit';
import { openDatabase, type Database, type IncomingDelivery, type SettledState } from '#lib/persistence';
import { Metrics, silentLogger, type LogFields } from '#lib/platform';
import { until } from '#lib/testing';
import { alarmSettings } from './alarm-settings.js';
import { AlarmWatch } from './alarm-watch.js';

const GEM = { endpoint: 'GEM', unit: '0599' } as const;
const CODES = ['blocked-long', 'dead-letters', 'held-long', 'paused', 'unreachable', 'waiting-long'];
const NONE = { blockedCases: 0, parked: 0 };
const MANY = { blockedCases: 100, parked: 100 };

describe('A recipient in trouble, on a real database', () => {
  const metrics = new Metrics();
  let database: Database;
  let watch: AlarmWatch;
  /** Of another console on the same database. */
  let other: AlarmWatch;
  const told: string[] = [];

  beforeAll(async () => {
    database = await openDatabase(process.env['DATABASE_URL'] ?? '', `t-${randomUUID().slice(0, 8)}`);
    recipientGauges(metrics, database.loads);
    const settings = alarmSettings({});
    // An age counts from the first whole second on.
    const soon = { ...settings.thresholds, waitingSeconds: 1, blockedSeconds: 1, heldSeconds: 1 };
    const say = (what: string) => (_message: string, fields?: LogFields) =>
      void told.push(`${what} ${String(fields?.code)}`);
    const logger = { ...silentLogger, warn: say('begins'), error: say('begins'), info: say('ends') };
    const parts = { ...settings, thresholds: soon, database, logger, now: () => new Date().toISOString() };
    watch = new AlarmWatch({ ...parts, metrics });
    other = new AlarmWatch({ ...parts, metrics: new Metrics() });
    await database.lanes.restore(GEM.endpoint, () => true);
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  it('has figures that tell the truth after a dead letter, a blocked case, a hold and an outage', async () => {
    await database.deliveries.take([1, 2, 3].map((n) => delivery('blocked', n)));
    await ended('blocked', 1, 'DEAD');
    await database.deliveries.take([delivery('held', 4), delivery('waiting', 5), delivery('under way', 6)]);
    await ended('held', 4, 'HELD');
    await begun('under way', 6);
    await database.lanes.restore(GEM.endpoint, () => true);
    await database.lanes.noteFailure(GEM, { probeAfterMs: 60_000, open: true, probe: false });
    await database.lanes.pause(GEM.endpoint, NONE);
    expect(await figures()).toEqual({
      ...{ waiting: 1, attempting: 1, parked: 2, held: 1, dead: 1, blockedCases: 1, unreachable: 1, paused: 1 },
    });
    await until('everything has an age', async () => (await ages()).every((age) => age >= 1));
  });

  it('has an alarm for each of these, once it lasts, which one of two consoles tells', async () => {
    await Promise.all([watch.look(), other.look()]);
    await Promise.all([other.look(), watch.look()]);
    expect(codes()).toEqual(CODES);
    expect(codes(other)).toEqual(CODES);
    expect(told.splice(0).sort()).toEqual(CODES.map((code) => `begins ${code}`));
    expect(watch.now().alarms.every(({ endpoint, unit }) => endpoint === 'GEM' && unit === '0599')).toBe(true);
    expect(watch.now().alarms.find(({ code }) => code === 'paused')).toMatchObject({ severity: 'critical', count: 2 });
    const { since, count } = watch.now().alarms.find(({ code }) => code === 'dead-letters') ?? {};
    const dead = await database.deliveries.find(delivery('blocked', 1).deliveryId);
    expect([since, count]).toEqual([dead?.changedAt, 1]);
  });

  it('has figures of nothing, and no alarm, once it is dealt with', async () => {
    const skip = {
      kind: 'SKIP',
      deliveryId: delivery('blocked', 1).deliveryId,
      planId: 'plan-1',
      withhold: [],
    } as const;
    const retry = {
      kind: 'RETRY',
      deliveryId: delivery('held', 4).deliveryId,
      planId: 'plan-1',
      withhold: [],
    } as const;
    await database.releases.release([skip, retry]);
    expect(await figures()).toMatchObject({ waiting: 4, parked: 0, held: 0, dead: 0, blockedCases: 0 });
    for (const n of [2, 3]) await ended('blocked', n, 'DELIVERED');
    await ended('held', 4, 'DELIVERED');
    await ended('waiting', 5, 'DELIVERED');
    await ended('under way', 6, 'DELIVERED');
    await database.lanes.noteAnswer(GEM);
    await database.lanes.pause(GEM.endpoint, MANY);
    expect(await figures()).toEqual({
      ...{ waiting: 0, attempting: 0, parked: 0, held: 0, dead: 0, blockedCases: 0, unreachable: 0, paused: 0 },
    });
    expect(await ages()).toEqual([0, 0, 0, 0]);
    await watch.look();
    expect(codes()).toHaveLength(6);
    for (let looks = 0; looks < 2; looks += 1) await Promise.all([watch.look(), other.look()]);
    expect([codes(), codes(other)]).toEqual([[], []]);
    expect(told.sort()).toEqual(CODES.map((code) => `ends ${code}`));
    expect(await metrics.text()).not.toMatch(/schakel_alarms\{/);
  });

  function delivery(caseKey: string, logOffset: number): IncomingDelivery {
    return {
      ...{
        ...GEM,
        deliveryId: `delivery-${logOffset}`,
        messageId: `message-${logOffset}`,
        decisionId: `d-${logOffset}`,
      },
      ...{
        code: caseKey === 'held' ? 'M24' : 'M06',
        caseKey,
        lane: 'CASE',
        removal: caseKey === 'held',
        generation: 0,
      },
      ...{ logPartition: 0, logOffset, topicPartition: 0, topicOffset: logOffset },
      record: { key: caseKey, value: Buffer.from([logOffset]), headers: {} },
    };
  }

  async function begun(caseKey: string, logOffset: number): Promise<void> {
    await database.deliveries.beginAttempt(delivery(caseKey, logOffset), null);
  }

  async function ended(caseKey: string, logOffset: number, state: SettledState): Promise<void> {
    await begun(caseKey, logOffset);
    await database.deliveries.settle(delivery(caseKey, logOffset).deliveryId, state, 'message');
  }

  async function figures(): Promise<Readonly<Record<string, number>>> {
    const text = await metrics.text();
    const read = (name: string, more = ''): number =>
      Number(new RegExp(`^${name}\\{endpoint="GEM",unit="0599"${more}\\} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
    const ofState = (state: string) => read('schakel_recipient_deliveries', `,state="${state}"`);
    const states = ['waiting', 'attempting', 'parked', 'held', 'dead'];
    return {
      ...Object.fromEntries(states.map((state) => [state, ofState(state)])),
      blockedCases: read('schakel_recipient_blocked_cases'),
      unreachable: read('schakel_recipient_unreachable'),
      paused: read('schakel_recipient_paused'),
    };
  }

  /** Of the oldest that waits, is dead, on hold, and blocks its case, in whole seconds. */
  async function ages(): Promise<readonly number[]> {
    const text = await metrics.text();
    return ['waiting', 'dead', 'held', 'blocked'].map((kind) => {
      const line = new RegExp(`^schakel_recipient_oldest_seconds\\{.*kind="${kind}"\\} (\\S+)$`, 'm');
      return Number(line.exec(text)?.[1] ?? NaN);
    });
  }

  function codes(of = watch): readonly string[] {
    return of
      .now()
      .alarms.map(({ code }) => code)
      .sort();
  }
});
