import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '#lib/testing';
import { FAULT_POINTS } from '../../apps/router/src/faults/fault-points.port.js';
import { RoutedWorld } from './routed-world.js';
import { whatBecameOf, type WhatBecameOfIt } from './what-became-of-it.js';

// The group replaces a member that died after 10 s (decisions 36), and the tests run beside others.
jest.setTimeout(150_000);

const CASES = 12;
const STALLED_MS = 20_000;

let world: RoutedWorld;

afterEach(() => world.remove());

/** D1 and D2: the log explains every byte, and receivers see each message once. */
function expectNothingButRepeats(found: WhatBecameOfIt): void {
  expect(found.partitions.map(({ first }) => first)).toEqual([null, null, null]);
  expect(found.partitions.map(({ undecided }) => undecided)).toEqual([0, 0, 0]);
  expect(found.doubled).toEqual([]);
  expect(found.deliveries).toBeGreaterThan(CASES);
  expect(found.taken).toBe(found.deliveries);
}

describe('When a router is killed between two writes', () => {
  it.each(FAULT_POINTS)('(after "%s") the next one repeats it, and nothing is lost or doubled', async (point) => {
    world = await RoutedWorld.open();
    await world.send(CASES);
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

describe('When a router stands still for 20 s and wakes after another has taken over', () => {
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
    await until(
      'the one that woke to be told',
      async () => (await stalled.metric('schakel_router_superseded_total')) > 0,
      60,
    );
    await world.send(CASES);
    await world.whenTaken();
    await world.stopRouters();
    expectNothingButRepeats(await whatBecameOf(world));
  });
});

describe('When routers come and go while messages flow', () => {
  it('every partition moves in mid-batch, and nothing is lost or doubled', async () => {
    world = await RoutedWorld.open();
    await world.send(CASES);
    const first = world.startRouter();
    await first.whenRouting();
    const second = world.startRouter();
    await sendUntil(second.whenRouting());
    await sendUntil(first.stop());
    const third = world.startRouter('kill-after:deliveries:2');
    await sendUntil(third.ended);
    expect(await third.ended).toBe('SIGKILL');
    await world.whenTaken();
    await world.stopRouters();
    expectNothingButRepeats(await whatBecameOf(world));
  });

  async function sendUntil(happened: Promise<unknown>): Promise<void> {
    let waiting = true;
    const done = happened.then(() => (waiting = false));
    while (waiting) {
      await world.send(2);
      await world.whenTaken();
    }
    await done;
  }
});
