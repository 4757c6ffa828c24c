import { describe, expect, it } from '@jest/globals';
import { InMemoryLog, type Subscription } from '#lib/messaging';
import { RouterHealth } from './router-health.js';

const database = { ping: () => Promise.resolve() };

function subscriptionWith(alive: boolean, halted: ReadonlyMap<string, string> = new Map()): Subscription {
  return { alive: () => alive, halted: () => halted, stop: () => Promise.resolve() };
}

async function failing(health: RouterHealth): Promise<readonly string[]> {
  return (await health.registry.results()).filter(({ ok }) => !ok).map(({ name }) => name);
}

describe('the health of the router', () => {
  it('is not ready before it has joined its group', async () => {
    expect(await failing(new RouterHealth(new InMemoryLog(), database))).toEqual(['subscription', 'partitions']);
  });

  it('is ready while it consumes, and not when it left its group or a partition was halted', async () => {
    const health = new RouterHealth(new InMemoryLog(), database);
    health.subscribed(subscriptionWith(true));
    expect(await failing(health)).toEqual([]);
    health.subscribed(subscriptionWith(false));
    expect(await failing(health)).toEqual(['subscription']);
    health.subscribed(subscriptionWith(true, new Map([['messages/1', 'a reason']])));
    expect(await failing(health)).toEqual(['partitions']);
  });
});
