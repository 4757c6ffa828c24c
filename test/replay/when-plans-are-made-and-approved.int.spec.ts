import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '#lib/testing';
import { Client } from 'pg';
import { APPROVER, OPERATOR, REASON, ReplayWorld } from './replay-world.js';

jest.setTimeout(240_000);

let world: ReplayWorld;
let people = 9_999_000_500;
let vNumber: string;

beforeAll(async () => {
  world = await ReplayWorld.open();
  world.startConsole();
});

beforeEach(() => {
  vNumber = String((people += 1));
});

afterEach(() => {
  world.policy.mostItems = 50_000;
});

afterAll(() => world.remove());

const blocked = (count: number, person = vNumber): Promise<string[]> => world.blocked(person, count);

const ofCase = (person = vNumber) => ({ selection: { caseKey: world.caseKey(person) } });

describe('a replay plan', () => {
  it('R1: is about what was there when it was made, and nothing that came later', async () => {
    const first = await blocked(1);
    const selection = { endpoint: 'COA', message: 'M06', since: new Date(Date.now() - 60_000).toISOString() };
    const plan = await world.planned({ selection });
    await blocked(1, String((people += 1)));
    const items = await world.items(plan.planId);
    expect(items.map(({ deliveryId }) => deliveryId)).toEqual(first);
    expect((await world.carriedOut(plan)).run?.byOutcome).toEqual({ DELIVERED: 1 });
  });

  it('R4: that was made of the same messages as one under way sends none of them', async () => {
    const other = String((people += 1));
    const ids = [...(await blocked(1)), ...(await blocked(1, other))];
    const slow = await world.planned({ selection: { deliveryIds: ids }, ratePerSecond: 0.001 });
    const second = await world.planned({ selection: { deliveryIds: ids } });
    await world.approvedAndRun(slow.planId, slow.planHash);
    const refused = await world.carriedOut(second);
    expect(refused.run?.byOutcome).toEqual({ NOT_SENT: 2 });
    expect((await world.items(second.planId)).map(({ verdictThen }) => verdictThen?.kind)).toEqual(['BUSY', 'BUSY']);
    const third = await world.planned({ selection: { deliveryIds: ids } });
    expect(third.counts?.byVerdict).toEqual({ BUSY: 2 });
    await world.desk.stop(slow.planId, OPERATOR, REASON);
    await world.desk.withdraw(slow.planId, OPERATOR, REASON);
    const free = await world.planned({ selection: { deliveryIds: ids } });
    expect((await world.carriedOut(free)).run?.byOutcome).toEqual({ DELIVERED: 2 });
  });

  it('R5: that replaced a message by a corrected one which failed too may replace that one in turn', async () => {
    const [head, first, second] = await blocked(3);
    const messages = await Promise.all([head!, first!, second!].map(async (id) => (await world.row(id)).messageId));
    await world.correct(messages[1]!, messages[0]!, vNumber);
    world.refuse(vNumber);
    const once = await world.planned({ kind: 'REPLACE', ...ofCase() });
    expect(once.counts?.byVerdict).toEqual({ REPLACE: 1, DELIVER: 2 });
    const failed = await world.carriedOut(once);
    expect(failed.run?.byOutcome).toEqual({ REPLACED: 1, DEAD_AGAIN: 1, PARKED: 1 });
    world.refuse();
    await world.correct(messages[2]!, messages[1]!, vNumber);
    const twice = await world.planned({ kind: 'REPLACE', ...ofCase() });
    expect((await world.carriedOut(twice)).run?.byOutcome).toEqual({ REPLACED: 1, DELIVERED: 1 });
    expect(world.taken.filter((id) => [head, first, second].includes(id))).toEqual([second]);
  });

  it('skips a head only with a second person, and lets its followers go', async () => {
    const [head, ...followers] = await blocked(3);
    const plan = await world.planned({ kind: 'SKIP', ...ofCase() });
    expect(plan).toMatchObject({ approvalNeededFor: ['skip'], counts: { byVerdict: { SKIP: 1, DELIVER: 2 } } });
    expect(await world.desk.run(plan.planId, OPERATOR)).toMatchObject({ fault: { kind: 'needs-approval' } });
    expect(await world.desk.approve(plan.planId, plan.planHash ?? '', OPERATOR)).toMatchObject({
      fault: { kind: 'own-plan' },
    });
    expect(await world.desk.approve(plan.planId, 'f'.repeat(64), APPROVER)).toMatchObject({
      fault: { kind: 'other-plan' },
    });
    const done = await world.carriedOut(plan);
    expect(done.run?.byOutcome).toEqual({ SKIPPED: 1, DELIVERED: 2 });
    expect(world.taken.filter((id) => [head, ...followers].includes(id))).toEqual(followers);
    expect(await world.row(head!)).toMatchObject({ state: 'DEAD', resolution: 'SKIPPED' });
  });

  it('decides the head of a blocked case again, and the new delivery takes its place before its followers', async () => {
    const [head, ...followers] = await blocked(3);
    const plan = await world.planned({ kind: 'RE_ROUTE', ...ofCase() });
    expect(plan.counts).toMatchObject({ sending: 3, byVerdict: { DELIVER: 3 } });
    const done = await world.carriedOut(plan);
    expect(done.run?.byOutcome).toEqual({ DELIVERED: 3 });
    const [item] = await world.items(plan.planId);
    expect(item?.newDeliveryId).not.toBe(head);
    const own = [head, item?.newDeliveryId, ...followers];
    expect(world.taken.filter((id) => own.includes(id))).toEqual([item?.newDeliveryId, ...followers]);
    expect(await world.row(item?.newDeliveryId ?? '')).toMatchObject({ generation: 1, messageId: item?.messageId });
    expect(await world.row(head!)).toMatchObject({ state: 'DEAD', resolution: 'REPLACED' });
    expect(world.alarms).toBe(0);
  });

  it('fills in a period for one recipient: what it was given then, as new generations', async () => {
    const ids = await world.interviews(vNumber, 2);
    await world.settled(ids, 'DELIVERED');
    const period = { since: '2026-11-02T00:00:00Z', until: '2026-11-03T00:00:00Z' };
    const selection = { endpoint: 'COA', message: 'M06', caseKey: world.caseKey(vNumber), ...period };
    const plan = await world.planned({ kind: 'BACK_FILL', selection });
    expect(plan.counts).toMatchObject({ items: 2, sending: 2 });
    const before = world.taken.length;
    expect((await world.carriedOut(plan)).run?.byOutcome).toEqual({ DELIVERED: 2 });
    const items = await world.items(plan.planId);
    expect(items.map(({ newDeliveryId, itemId }) => newDeliveryId === itemId)).toEqual([true, true]);
    expect(world.taken.slice(before)).toEqual(items.map(({ newDeliveryId }) => newDeliveryId));
  });

  it('R11: above the most that one plan may hold is not made, and nothing of it is kept', async () => {
    await blocked(4);
    world.policy.mostItems = 3;
    const plan = await world.planned(ofCase());
    expect(plan).toMatchObject({ state: 'FAILED', halt: { code: 'too-many' } });
    expect(await world.items(plan.planId)).toEqual([]);
  });

  it('R14: says so when the content needed is gone', async () => {
    const ids = await blocked(1);
    const plan = await world.planned({ selection: { deliveryIds: ids } });
    const client = new Client({ connectionString: process.env['DATABASE_URL'] });
    await client.connect();
    await client.query(`DELETE FROM "${world.database.schema}".delivery_record WHERE delivery_id = $1`, [ids[0]]);
    await client.end();
    const done = await world.carriedOut(plan);
    expect(done.run?.byOutcome).toEqual({ NOT_SENT: 1 });
    expect((await world.items(plan.planId))[0]?.verdictThen).toEqual({ kind: 'GONE' });
  });

  it('R20: that finds nothing ends at once and waits for nothing', async () => {
    const plan = await world.planned(ofCase());
    expect(plan).toMatchObject({ state: 'FAILED', halt: { code: 'nothing-found' } });
  });

  it('R7: leaves a dead letter in the view until its release is stored', async () => {
    const ids = await blocked(1);
    const { releases } = world.database;
    const release = releases.release.bind(releases);
    let failing = true;
    let failures = 0;
    releases.release = (orders) => {
      failures += failing ? 1 : 0;
      return failing ? Promise.reject(new Error('failing where the test wants it')) : release(orders);
    };
    const plan = await world.planned({ selection: { deliveryIds: ids } });
    await world.approvedAndRun(plan.planId, plan.planHash);
    await until('the release to fail, and again', () => failures >= 2);
    expect((await world.database.deadLetters.find(ids[0]!))?.deliveryId).toBe(ids[0]);
    failing = false;
    expect((await world.inState(plan.planId, 'DONE')).run?.byOutcome).toEqual({ DELIVERED: 1 });
    expect(await world.database.deadLetters.find(ids[0]!)).toBeNull();
  });

  it('R13: made with other rules than those in force is outdated; where a follower may go no more it is withheld', async () => {
    const ids = await blocked(2);
    const old = await world.planned(ofCase());
    await world.activate(world.test.other);
    expect(await world.desk.run(old.planId, OPERATOR)).toMatchObject({ fault: { kind: 'outdated' } });
    expect((await world.desk.find(old.planId))?.state).toBe('OUTDATED');
    const skip = await world.planned({ kind: 'SKIP', ...ofCase() });
    expect(skip.counts).toMatchObject({ byVerdict: { SKIP: 1, REFUSED: 1 } });
    const done = await world.carriedOut(skip);
    expect(done.run?.byOutcome).toEqual({ SKIPPED: 1, WITHHELD: 1 });
    await world.settled(ids.slice(1), 'WITHHELD');
    expect(await world.database.ledger.receiptsOf(ids.slice(1))).toMatchObject([{ reason: 'rules-of-today' }]);
    await world.activate(world.test.inForce);
  });
});
