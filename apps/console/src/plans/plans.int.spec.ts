import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CASE, ConsoleWorld, PLAN_ID, planView } from '../../test/console-world.fixture.js';

const ORDER = { kind: 'REDELIVER', selection: { group: 'ab'.repeat(8) }, reason: 'their intake is mended' };
const HASH = 'cd'.repeat(32);

describe('replay plans over REST', () => {
  let world: ConsoleWorld;

  beforeEach(async () => {
    world = await ConsoleWorld.open();
  });
  afterEach(() => world.close());

  it('are made for the operator who asks, and have an address at once', async () => {
    const body = { ...ORDER, ratePerSecond: 2.5, narrower: false };
    const { status, headers, json } = await world.call('POST', '/v1/replay-plans', { roles: ['operator'], body });
    expect([status, headers['location'], json['state']]).toEqual([201, `/v1/replay-plans/${PLAN_ID}`, 'PLANNING']);
    expect(world.asked).toEqual([['plan', body, 'subject-operator']]);
  });

  it('without a rate go as fast as the recipient takes them', async () => {
    await world.call('POST', '/v1/replay-plans', { roles: ['operator'], body: ORDER });
    expect(world.asked).toEqual([['plan', { ...ORDER, ratePerSecond: null }, 'subject-operator']]);
  });

  it.each<[string, object]>([
    ['a kind that there is not', { ...ORDER, kind: 'EVERYTHING' }],
    ['a field that there is not', { ...ORDER, payload: 'CANARY' }],
    ['a part of the selection that there is not', { ...ORDER, selection: { all: true, vNumber: '9999000001' } }],
    ['no reason', { kind: 'REDELIVER', selection: {} }],
    ['ids that are no list', { ...ORDER, selection: { deliveryIds: 'CANARY' } }],
    ['a rate in words', { ...ORDER, ratePerSecond: 'CANARY' }],
  ])('are not made of %s, and nothing of it is repeated', async (_what, body) => {
    const { status, json, text } = await world.call('POST', '/v1/replay-plans', { roles: ['operator'], body });
    expect([status, json['code']]).toEqual([400, 'invalid-content']);
    expect(text).not.toMatch(/CANARY|9999000001|EVERYTHING/);
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['invalid', 400, 'invalid-plan'],
    ['unknown', 404, 'not-found'],
    ['own-plan', 403, 'own-plan'],
    ['other-plan', 409, 'other-plan'],
    ['needs-approval', 409, 'needs-approval'],
    ['nothing-to-send', 409, 'nothing-to-send'],
    ['not-now', 409, 'not-now'],
    ['outdated', 409, 'outdated'],
  ] as const)('say by a status and a name that the desk answered %s', async (kind, status, code) => {
    const faults = kind === 'invalid' ? { faults: ['Say which.'] } : {};
    world.answer = { ok: false, fault: { kind, detail: 'Do something else.', ...faults } };
    const path = `/v1/replay-plans/${PLAN_ID}/runs`;
    const answered = await world.call('POST', path, { roles: ['operator'] });
    expect([answered.status, answered.json['code']]).toEqual([status, code]);
    expect(answered.json['detail']).toBe('Do something else.');
    if (kind === 'invalid') expect(answered.json['errors']).toMatchObject([{ message: 'Say which.' }]);
  });

  it('are approved under the hash that was looked at, run, stopped and withdrawn by whoever calls', async () => {
    const post = (path: string, role: 'operator' | 'approver', body: object) =>
      world.call('POST', `/v1/replay-plans/${PLAN_ID}/${path}`, { roles: [role], body });
    expect((await post('approvals', 'approver', { planHash: 'short' })).status).toBe(400);
    expect((await post('approvals', 'approver', { planHash: HASH })).status).toBe(200);
    expect((await post('runs', 'operator', {})).status).toBe(200);
    expect((await post('stops', 'operator', { reason: 'of 9999 000 001' })).status).toBe(400);
    expect((await post('stops', 'operator', { reason: 'their night' })).status).toBe(200);
    expect((await post('withdrawals', 'operator', { reason: 'not after all' })).status).toBe(200);
    expect(world.asked).toEqual([
      ['approve', PLAN_ID, HASH, 'subject-approver'],
      ['run', PLAN_ID, 'subject-operator'],
      ['stop', PLAN_ID, 'subject-operator', 'their night'],
      ['withdraw', PLAN_ID, 'subject-operator', 'not after all'],
    ]);
  });

  it('are listed and looked into with filters, page by page', async () => {
    const roles = ['viewer'] as const;
    await world.call('GET', '/v1/replay-plans?state=RUNNING&kind=SKIP&limit=7&after=x1', { roles });
    const items = `/v1/replay-plans/${PLAN_ID}/items`;
    const { json } = await world.call('GET', `${items}?verdict=REFUSED&outcome=HELD&role=HEAD`, { roles });
    expect(json).toEqual({ items: [], next: 'x1' });
    expect(world.asked).toEqual([
      ['list', { states: ['RUNNING'], kind: 'SKIP' }, { limit: 7, after: 'x1' }],
      ['items', { verdict: 'REFUSED', outcome: 'HELD', role: 'HEAD' }, { limit: 50, after: null }],
    ]);
    const wrong = await world.call('GET', '/v1/replay-plans?state=CANARY&all=CANARY&limit=0', { roles });
    expect([wrong.status, (wrong.json['errors'] as unknown[]).length]).toEqual([400, 3]);
    expect(wrong.text).not.toContain('CANARY');
  });

  it('that there are not are 404, whatever the id looks like', async () => {
    for (const id of ['x', PLAN_ID.replace('1', '2')]) {
      for (const path of ['', '/items', '/audit-entries', '/events']) {
        const { status } = await world.call('GET', `/v1/replay-plans/${id}${path}`, { roles: ['operator'] });
        expect([id, path, status]).toEqual([id, path, 404]);
      }
    }
  });

  it('are followed as events until nothing more is to come', async () => {
    const run = { toSend: 2, left: 0, underWay: 0, byOutcome: { DELIVERED: 2 }, newFailures: 0 } as const;
    world.plan = planView({ state: 'DONE', run });
    // A stream ends with its token, by the clock of this machine.
    world.now = Date.now();
    const { status, headers, text } = await world.call('GET', `/v1/replay-plans/${PLAN_ID}/events`, {
      roles: ['viewer'],
    });
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const [, data] = /^event: plan\ndata: (.*)$/m.exec(text) ?? [];
    expect(JSON.parse(data ?? '{}')).toMatchObject({ planId: PLAN_ID, state: 'DONE', run });
  });
});

describe('a case over REST', () => {
  let world: ConsoleWorld;
  const HISTORY = {
    decisions: [],
    next: null,
    undecided: [],
    deliveries: [],
    receipts: [],
    releases: [],
    suspended: false,
    stops: [],
  };

  beforeEach(async () => {
    world = await ConsoleWorld.open({ caseHistory: HISTORY });
  });
  afterEach(() => world.close());

  it('R16: is read only after it is written down who reads it', async () => {
    const { status, json } = await world.call('GET', `/v1/cases/${CASE}/time-line`, { roles: ['dpo'] });
    expect([status, json['caseKey']]).toEqual([200, CASE]);
    expect(world.audited).toMatchObject([{ actor: 'subject-dpo', action: 'case.read', caseKey: CASE }]);
  });

  it('is found by a V-number in the body alone, which nothing repeats', async () => {
    const body = { vNumber: '9999000001' };
    const found = await world.call('POST', '/v1/case-searches', { roles: ['operator'], body });
    expect([found.status, found.json]).toEqual([200, { caseKey: CASE }]);
    expect(world.audited).toMatchObject([{ action: 'case.searched', caseKey: CASE }]);
    const wrong = await world.call('POST', '/v1/case-searches', {
      roles: ['operator'],
      body: { vNumber: '99990000019' },
    });
    expect(wrong.status).toBe(400);
    expect(JSON.stringify([world.audited, wrong.json, found.json])).not.toContain('9999');
    const inAddress = await world.call('GET', '/v1/cases/9999000001/time-line', { roles: ['operator'] });
    expect([inAddress.status, inAddress.text.includes('9999')]).toEqual([404, false]);
  });
});
