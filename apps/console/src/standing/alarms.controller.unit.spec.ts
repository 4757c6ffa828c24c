import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adviceOn, type Alarm } from '#lib/operations';
import { ConsoleWorld } from '../../test/console-world.fixture.js';

const ALARM: Alarm = {
  ...{ alarmId: 'dead-letters:GEM:0599', code: 'dead-letters', severity: 'warning', endpoint: 'GEM', unit: '0599' },
  ...{ since: '2026-11-23T08:00:00.000Z', count: 3, advice: adviceOn('dead-letters') },
};

describe('the alarms at the console', () => {
  let world: ConsoleWorld;
  beforeAll(async () => {
    world = await ConsoleWorld.open();
    world.alarms = [ALARM];
  });
  afterAll(() => world.close());

  it('are listed for every operator, with what to do and how fresh that is', async () => {
    const { status, json } = await world.call('GET', '/v1/alarms', { roles: ['viewer'] });
    expect(status).toBe(200);
    expect(json).toEqual({ items: [ALARM], lookedAt: '2026-11-23T09:00:00.000Z', weighedAt: null, next: null });
  });

  it('take no options', async () => {
    expect((await world.call('GET', '/v1/alarms?unit=0599', { roles: ['viewer'] })).status).toBe(400);
  });
});
