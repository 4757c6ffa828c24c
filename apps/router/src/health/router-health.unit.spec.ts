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

  it('is ready when it takes both the case log and the orders', async () => {
    const health = new RouterHealth(new InMemoryLog(), database);
    health.subscribed(subscriptionWith(true));
    expect(await failing(health)).toEqual(['subscription', 'partitions']);
    health.subscribed(subscriptionWith(true));
    expect(await failing(health)).toEqual([]);
  });

  it.each([
    ['it left a group', subscriptionWith(false), ['subscription']],
    ['a partition was halted', subscriptionWith(true, new Map([['messages/1', 'a reason']])), ['partitions']],
  ])('is not ready when %s', async (_what, broken, names) => {
    const health = new RouterHealth(new InMemoryLog(), database);
    health.subscribed(subscriptionWith(true));
    health.subscribed(broken);
    expect(await failing(health)).toEqual(names);
  });
});
