import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '#lib/testing';
import { APPROVER, OPERATOR, REASON, ReplayWorld } from './replay-world.js';

jest.setTimeout(240_000);

let world: ReplayWorld;
let people = 9_999_000_100;
let vNumber: string;

beforeAll(async () => {
  world = await ReplayWorld.open();
  world.startConsole();
});

beforeEach(() => {
  vNumber = String((people += 1));
});

afterEach(() => {
  world.policy.mostUnderWay = 1000;
  world.recipient.answers = null;
});

afterAll(() => world.remove());

const blocked = (count: number, person = vNumber): Promise<string[]> => world.blocked(person, count);

const ofCase = (person = vNumber) => ({ selection: { caseKey: world.caseKey(person) } });

describe('a replay plan that is carried out', () => {
  it('R6: sends the dead letter and what waits behind it to the recipient that failed, in order; R3: under the same ids', async () => {
    const ids = await blocked(4);
    const plan = await world.planned(ofCase());
    expect(plan).toMatchObject({
      state: 'PLANNED',
      counts: { items: 4, sending: 4, followers: 3, byVerdict: { DELIVER: 4 } },
      approvalNeededFor: [],
    });
    const items = await world.items(plan.planId);
    expect(items.map(({ role, deliveryId }) => [role, deliveryId])).toEqual([
      ['HEAD', ids[0]],
      ...ids.slice(1).map((id) => ['FOLLOWER', id]),
    ]);
    const before = world.taken.length;
    const done = await world.carriedOut(plan);
    expect(done).toMatchObject({
      state: 'DONE',
      run: { toSend: 4, left: 0, underWay: 0, byOutcome: { DELIVERED: 4 } },
    });
    expect(world.taken.slice(before)).toEqual(ids);
  });

  it('R8: has a result for one message as well as for all; R10: reports the true numbers', async () => {
    const other = String((people += 1));
    const [first] = await blocked(1);
    const [second] = await blocked(1, other);
    // COA no longer hosts the second person: by the facts of today it goes nowhere.
    await world.hostedNoMore(other);
    const plan = await world.planned({ selection: { deliveryIds: [first!, second!] } });
    expect(plan.counts).toMatchObject({ items: 2, sending: 1, byRefusal: { DENY_CONDITION: 1 } });
    const done = await world.carriedOut(plan);
    expect(done.run).toMatchObject({ toSend: 1, byOutcome: { DELIVERED: 1 } });
    const one = await world.desk.items(plan.planId, { deliveryId: first! }, { limit: 10, after: null });
    expect(one?.rows).toMatchObject([{ outcome: 'DELIVERED' }]);
    expect((await world.row(second!)).state).toBe('DEAD');
  });

  it('R13: finds the verdict again just before each is sent, by the facts of that moment', async () => {
    const ids = await blocked(2);
    const plan = await world.planned(ofCase());
    await world.hostedNoMore(vNumber);
    const done = await world.carriedOut(plan);
    expect(done.run?.byOutcome).toEqual({ NOT_SENT: 2 });
    const items = await world.items(plan.planId);
    expect(items.map(({ verdict, verdictThen }) => [verdict.kind, verdictThen?.kind])).toEqual([
      ['DELIVER', 'REFUSED'],
      ['DELIVER', 'BEHIND'],
    ]);
    expect((await world.row(ids[0]!)).state).toBe('DEAD');
  });

  it('R16: leaves audit entries before and after, with who, why, what and what came of it, and no person', async () => {
    const ids = await blocked(1);
    const plan = await world.planned({ selection: { deliveryIds: ids } });
    await world.carriedOut(plan);
    const audit = await world.desk.audit(plan.planId);
    expect(audit?.map(({ action, actor }) => [action, actor])).toEqual([
      ['plan.ordered', OPERATOR.subject],
      ['plan.planned', 'hub'],
      ['plan.approved', APPROVER.subject],
      ['plan.run', OPERATOR.subject],
      ['plan.ended', 'hub'],
    ]);
    expect(audit?.[0]?.details).toMatchObject({ kind: 'REDELIVER', reason: REASON, selection: { deliveryIds: 1 } });
    expect(audit?.at(-1)?.details).toMatchObject({ progress: { byOutcome: { DELIVERED: 1 } } });
    expect(JSON.stringify(audit)).not.toContain(vNumber);
  });

  it('R19: offers the same bytes as before', async () => {
    const ids = await blocked(1);
    await world.carriedOut(await world.planned(ofCase()));
    const bodies = world.bodiesOf(ids[0]!);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]?.equals(bodies[0]!)).toBe(true);
  });

  it('R2: does not try a message for ever: three deaths at one recipient are a case for people', async () => {
    const ids = await blocked(2);
    for (const deaths of [2, 3]) {
      world.refuse(vNumber);
      const done = await world.carriedOut(await world.planned(ofCase()));
      expect(done).toMatchObject({ state: 'DONE', run: { byOutcome: { DEAD_AGAIN: 1, PARKED: 1 }, newFailures: 1 } });
      expect((await world.row(ids[0]!)).deaths).toBe(deaths);
    }
    world.refuse();
    const spent = await world.planned(ofCase());
    expect(spent.counts).toMatchObject({ sending: 0, byVerdict: { SPENT: 1, BEHIND: 1 } });
    expect(await world.desk.approve(spent.planId, spent.planHash ?? '', APPROVER)).toMatchObject({
      ok: false,
      fault: { kind: 'nothing-to-send' },
    });
  });

  it('R9: stops by itself when what it sends fails again, and leaves the rest as it is', async () => {
    const other = String((people += 1));
    const ids = [...(await blocked(1)), ...(await blocked(1, other))];
    world.refuse(vNumber, other);
    // The second begins when it is known what became of the first, however long that takes.
    world.policy.mostUnderWay = 1;
    const plan = await world.planned({ selection: { deliveryIds: ids } });
    const stopped = await world.carriedOut(plan);
    expect(stopped).toMatchObject({ state: 'STOPPED', halt: { code: 'new-failures', by: null } });
    expect(stopped.run).toMatchObject({ left: 1, byOutcome: { DEAD_AGAIN: 1 } });
    world.refuse();
    await world.desk.withdraw(plan.planId, OPERATOR, REASON);
  });

  it('R9: stops when others fail like its own items during the run', async () => {
    const third = String((people += 1));
    const ids = [...(await blocked(1)), ...(await blocked(1, String((people += 1))))];
    const plan = await world.planned({ selection: { deliveryIds: ids }, ratePerSecond: 0.001 });
    await world.approvedAndRun(plan.planId, plan.planHash);
    world.refuse(third);
    await world.interviews(third, 1);
    const stopped = await world.inState(plan.planId, 'STOPPED', 'DONE');
    expect(stopped).toMatchObject({ state: 'STOPPED', halt: { code: 'new-failures' }, run: { newFailures: 1 } });
    world.refuse();
    await world.desk.withdraw(plan.planId, OPERATOR, REASON);
  });

  it('R18: begins nothing more once a stop has been answered, and goes on from there', async () => {
    const persons = [vNumber, String((people += 1)), String((people += 1))];
    const ids: string[] = [];
    for (const person of persons) ids.push(...(await blocked(1, person)));
    // The first is under way until the stop has been answered; the others wait for it.
    let answer: (given: { readonly kind: 'delivered' }) => void = () => undefined;
    const answered = new Promise<{ readonly kind: 'delivered' }>((resolve) => (answer = resolve));
    world.recipient.answers = () => answered;
    world.policy.mostUnderWay = 1;
    const plan = await world.planned({ selection: { deliveryIds: ids } });
    await world.approvedAndRun(plan.planId, plan.planHash);
    await until('the first to be sent', async () => ((await world.desk.find(plan.planId))?.run?.left ?? 3) < 3);
    const stopped = await world.desk.stop(plan.planId, OPERATOR, REASON);
    expect(stopped).toMatchObject({ ok: true, value: { state: 'STOPPED', halt: { by: OPERATOR.subject } } });
    const left = stopped.ok ? (stopped.value.run?.left ?? 0) : 0;
    expect(left).toBeGreaterThan(0);
    answer({ kind: 'delivered' });
    await until('what was begun to end', async () => (await world.desk.find(plan.planId))?.run?.underWay === 0);
    const states = await Promise.all(ids.map(async (id) => (await world.row(id)).state));
    expect(states.filter((state) => state === 'DEAD')).toHaveLength(left);
    expect(await world.desk.run(plan.planId, OPERATOR)).toMatchObject({ ok: true, value: { state: 'RUNNING' } });
    expect((await world.inState(plan.planId, 'DONE')).run?.byOutcome).toEqual({ DELIVERED: 3 });
  });

  it('holds a removal message while a stop stands, also when the plan says nothing of stops', async () => {
    await world.settled(await world.interviews(vNumber, 1), 'DELIVERED');
    world.refuse(vNumber);
    await world.send('M34', 'DTV', vNumber);
    const row = async () =>
      (await world.database.deliveries.list({ endpoint: 'COA', caseKey: world.caseKey(vNumber) })).find(
        ({ code }) => code === 'M34',
      );
    await until('the booking to be dead', async () => (await row())?.state === 'DEAD');
    world.refuse();
    const before = await world.planned(ofCase());
    expect(before.counts?.byVerdict).toEqual({ DELIVER: 1 });
    await world.send('M03', 'IND', vNumber, { removable: false, stopAllRemovalActions: true, reasonCode: 'ASIEL' });
    await until('the stop to stand', () => world.database.stops.isStopped(world.caseKey(vNumber)));
    expect((await world.planned(ofCase())).counts?.byVerdict).toEqual({ HELD: 1 });
    const done = await world.carriedOut(before);
    expect(done.run?.byOutcome).toEqual({ NOT_SENT: 1 });
    expect((await row())?.state).toBe('DEAD');
    expect(world.taken).not.toContain((await row())?.deliveryId);
  });
});
