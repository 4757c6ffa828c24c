import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { RecordBatch, Subscription } from '#lib/messaging';
import { encryptSmall, silentLogger, systemClock } from '#lib/platform';
import { activate } from '#lib/routing';
import { testKeys, until } from '#lib/testing';
import { noFaults, type FaultPoints } from '../../apps/router/src/faults/fault-points.port.js';
import { noMetrics } from '../../apps/router/src/router.metrics.js';
import { PartitionRouter } from '../../apps/router/src/routing/partition-router.js';
import { expectNothingButRepeats } from './nothing-but-repeats.js';
import { PARTITIONS, RoutedWorld } from './routed-world.js';
import { whatBecameOf } from './what-became-of-it.js';

jest.setTimeout(300_000);

const CASES = 10;

let world: RoutedWorld;

afterEach(() => world.remove());

/** A router in this process, so that a test can hold it at any place. */
function subscribe(
  groupId: string,
  faults: FaultPoints = noFaults,
  superseded = () => undefined,
): Promise<Subscription> {
  const { log, database, test } = world;
  const router = new PartitionRouter({
    hub: test.hub,
    log,
    store: database.router,
    seal: ({ vNumber, caseKey }) => encryptSmall(vNumber, testKeys.storage, caseKey),
    faults,
    metrics: { ...noMetrics, superseded },
    logger: silentLogger,
    clock: systemClock,
  });
  if (!world.groups.includes(groupId)) world.groups.push(groupId);
  const options = { topics: [test.topics.messages], groupId, from: 'beginning' as const };
  return log.subscribe(options, (batch: RecordBatch) => router.route(batch));
}

describe('When a partition moves to another router in mid-batch', () => {
  it('the first one writes its deliveries late and loses its place, and nothing is lost or doubled', async () => {
    world = await RoutedWorld.open();
    await world.send(CASES);
    let held = false;
    let superseded = 0;
    let letGo = (): void => undefined;
    const release = new Promise<void>((resolve) => (letGo = resolve));
    const faults: FaultPoints = {
      reached: async (point) => {
        if (point !== 'decisions' || held) return;
        held = true;
        await release;
      },
    };
    const group = `${world.prefix}.moving`;
    const one = await subscribe(group, faults, () => void (superseded += 1));
    await until('decisions to be written', () => held, 60);
    // It does not answer the group any more, which gives its partitions to the second.
    const other = await subscribe(group);
    await world.whenTaken();
    letGo();
    await until('the first to find its place taken', () => superseded > 0, 60);
    await world.send(CASES);
    await world.whenTaken();
    await Promise.all([one.stop(), other.stop()]);
    const found = await whatBecameOf(world);
    expectNothingButRepeats(found);
    expect(found.repeated.decisions).toBeGreaterThan(0);
  });
});

describe('When another rule set is activated while two routers work on every partition at once', () => {
  it('each message is decided by the rules of its place in the log, by whichever router', async () => {
    world = await RoutedWorld.open();
    const { test } = world;
    let failures = 0;
    const faults: FaultPoints = {
      reached: (point) => {
        if (point !== 'deliveries' || (failures += 1) % 3 !== 0) return Promise.resolve();
        return Promise.reject(new Error('failing where the test wants it'));
      },
    };
    const routers = [await subscribe(`${world.prefix}.one`, faults), await subscribe(`${world.prefix}.two`)];
    for (const inForce of [test.other, test.inForce, test.other]) {
      await world.send(CASES);
      const activated = await activate(
        { ...world.setUp(), inForce },
        { logId: world.test.hub.logId, partitions: PARTITIONS },
      );
      expect(activated).toEqual({ activated: PARTITIONS, alreadyActive: 0 });
      const again = await activate(
        { ...world.setUp(), inForce },
        { logId: world.test.hub.logId, partitions: PARTITIONS },
      );
      expect(again).toEqual({ activated: 0, alreadyActive: PARTITIONS });
    }
    await world.send(CASES);
    await world.whenTaken();
    await Promise.all(routers.map((router) => router.stop()));
    expectNothingButRepeats(await whatBecameOf(world));
    expect(await interviewsTo('COA')).toBe(2 * CASES);
  });

  /** M06 reaches COA by the real rules (first and third part of the log), never by the others. */
  async function interviewsTo(endpoint: 'COA'): Promise<number> {
    const topic = world.test.topics.delivery(endpoint);
    const type = world.test.contracts.message('M06')?.type;
    const ids = new Set<string>();
    for (const { partition, high } of await world.log.ends(topic)) {
      for await (const page of world.log.read(topic, partition, 0, high)) {
        for (const { headers } of page) if (headers['ce_type'] === type) ids.add(headers['ce_id'] ?? '');
      }
    }
    return ids.size;
  }
});
