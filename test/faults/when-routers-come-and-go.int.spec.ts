import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { expectNothingButRepeats } from './nothing-but-repeats.js';
import { RoutedWorld } from './routed-world.js';
import { whatBecameOf } from './what-became-of-it.js';

jest.setTimeout(300_000);

describe('When routers come and go while messages flow', () => {
  let world: RoutedWorld;

  afterEach(() => world.remove());

  it('partitions move to and fro, and nothing is lost or doubled', async () => {
    world = await RoutedWorld.open();
    await world.send(12);
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
