import { afterEach, describe, it, jest } from '@jest/globals';
import { until } from '#lib/testing';
import { expectNothingButRepeats } from './nothing-but-repeats.js';
import { RoutedWorld } from './routed-world.js';
import { whatBecameOf } from './what-became-of-it.js';

jest.setTimeout(300_000);

const CASES = 12;
const STALLED_MS = 20_000;

describe('When a router stands still for 20 s and wakes after another has taken over', () => {
  let world: RoutedWorld;

  afterEach(() => world.remove());

  it.each(['received', 'decisions'] as const)('(after "%s") it can only repeat', async (point) => {
    world = await RoutedWorld.open();
    await world.send(CASES);
    const stalled = world.startRouter(`stop-after:${point}:2`);
    await until('the router to stand still', () => stalled.stands(), 60);
    const since = performance.now();
    world.startRouter();
    await world.whenTaken();
    await world.send(CASES);
    await world.whenTaken();
    await until('20 s to pass', () => performance.now() - since >= STALLED_MS, 60);
    stalled.signal('SIGCONT');
    await stalled.whenRouting();
    const superseded = async () => (await stalled.metric('schakel_router_superseded_total')) > 0;
    await until('the one that woke to find its place taken', superseded, 60);
    await world.send(CASES);
    await world.whenTaken();
    await world.stopRouters();
    expectNothingButRepeats(await whatBecameOf(world));
  });
});
