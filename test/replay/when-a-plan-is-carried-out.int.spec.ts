import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { APPROVER, OPERATOR, REASON, ReplayWorld } from './replay-world.js';

jest.setTimeout(120_000);

let world: ReplayWorld;
let people = 9_999_000_100;
const person = (): string => String((people += 1));

beforeAll(async () => {
  world = await ReplayWorld.open();
  world.startConsole();
});

afterAll(() => world.remove());

describe('a replay plan', () => {
  it('R6: sends the dead letter and what waits behind it to the recipient that failed, in order, under the same ids (R3)', async () => {
    const vNumber = person();
    world.refuse(vNumber);
    const ids = await world.interviews(vNumber, 4);
    await world.settled(ids.slice(0, 1), 'DEAD');
    await world.settled(ids.slice(1), 'PARKED');
    world.refuse();
    const plan = await world.planned({ selection: { caseKey: world.caseKey(vNumber) } });
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

  it('R16: leaves an audit entry before and after, with who, why, what and what came of it', async () => {
    const vNumber = person();
    world.refuse(vNumber);
    const ids = await world.interviews(vNumber, 1);
    await world.settled(ids, 'DEAD');
    world.refuse();
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
});
