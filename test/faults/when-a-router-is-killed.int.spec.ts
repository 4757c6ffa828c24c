import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { FAULT_POINTS } from '../../apps/router/src/faults/fault-points.port.js';
import { expectNothingButRepeats } from './nothing-but-repeats.js';
import { RoutedWorld } from './routed-world.js';
import { whatBecameOf } from './what-became-of-it.js';

// The group replaces a member that died after 10 s (decisions 36), and the tests run beside others.
jest.setTimeout(300_000);

describe('When a router is killed between two writes', () => {
  let world: RoutedWorld;

  afterEach(() => world.remove());

  it.each(FAULT_POINTS)('(after "%s") the next one repeats it, and nothing is lost or doubled', async (point) => {
    world = await RoutedWorld.open();
    await world.send(12);
    const killed = world.startRouter(`kill-after:${point}:2`);
    expect(await killed.ended).toBe('SIGKILL');
    world.startRouter();
    await world.whenTaken();
    await world.stopRouters();
    const found = await whatBecameOf(world);
    expectNothingButRepeats(found);
    // Proof that it was killed where the test says: what was written and not stored is written again.
    if (point === 'decisions' || point === 'deliveries') expect(found.repeated.decisions).toBeGreaterThan(0);
    if (point === 'deliveries') expect(found.repeated.deliveries).toBeGreaterThan(0);
  });
});
