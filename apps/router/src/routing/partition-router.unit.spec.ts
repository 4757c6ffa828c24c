import { beforeAll, describe, expect, it } from '@jest/globals';
import { InMemoryBroker, InMemoryLog, type StoredRecord } from '#lib/messaging';
import { fixedClock, silentLogger } from '#lib/platform';
import { openLog } from '#lib/routing';
import {
  caseTraffic,
  InMemoryHubLogStore,
  InMemoryRouterStore,
  testHub,
  testSetUp,
  until,
  type TestHub,
} from '#lib/testing';
import { FAULT_POINTS, noFaults, type FaultPoint, type FaultPoints } from '../faults/fault-points.port.js';
import { noMetrics } from '../router.metrics.js';
import { PartitionRouter } from './partition-router.js';

const PARTITIONS = 3;
const CASES = 4;

interface World {
  readonly test: TestHub;
  readonly broker: InMemoryBroker;
  readonly store: InMemoryRouterStore;
}

async function newWorld(): Promise<World> {
  const test = testHub();
  const broker = new InMemoryBroker();
  const store = new InMemoryRouterStore();
  const log = new InMemoryLog({ broker });
  await openLog(testSetUp(test, log, new InMemoryHubLogStore(), store, PARTITIONS));
  await log.publish(caseTraffic(test, CASES));
  return { test, broker, store };
}

/** One router process on this world; `group` keeps two of them from sharing the partitions. */
async function start(world: World, faults: FaultPoints = noFaults, group = 'router'): Promise<() => Promise<void>> {
  const log = new InMemoryLog({ broker: world.broker, batchSize: 7 });
  const router = new PartitionRouter({
    hub: world.test.hub,
    log,
    store: world.store,
    seal: () => 'sealed',
    faults,
    metrics: noMetrics,
    logger: silentLogger,
    clock: fixedClock('2026-11-02T08:00:00.000Z'),
  });
  const options = { topics: [world.test.topics.messages], groupId: group, from: 'beginning' as const };
  await log.subscribe(options, (batch) => router.route(batch));
  return () => log.close();
}

async function allTaken({ test, broker, store }: World): Promise<void> {
  const partitions = [...Array(PARTITIONS).keys()];
  const ends = partitions.map((partition) => broker.partition(test.topics.messages, partition).high);
  await until('every record to be taken', () =>
    partitions.every((partition) => store.rows.get(partition)?.nextOffset === ends[partition]),
  );
}

/** Id → the different contents published under it. */
function published({ test, broker }: World): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [topic, partitions] of broker.topics) {
    if (topic === test.topics.messages) continue;
    for (const record of partitions.flatMap(({ records }) => records)) {
      const id = `${topic} ${record.headers['ce_id'] ?? record.headers['schakel-decision-id'] ?? ''}`;
      found.set(id, (found.get(id) ?? new Set()).add(contentOf(record)));
    }
  }
  return found;
}

function contentOf({ key, value, headers, partition }: StoredRecord): string {
  return JSON.stringify([key, value?.toString('hex'), headers, partition]);
}

function failAt(point: FaultPoint, time: number): FaultPoints & { struck: number } {
  const faults = {
    struck: 0,
    left: time,
    reached(reached: FaultPoint): Promise<void> {
      if (reached !== point || --faults.left !== 0) return Promise.resolve();
      faults.struck += 1;
      return Promise.reject(new Error('failing where the test wants it'));
    },
  };
  return faults;
}

let undisturbed: ReadonlyMap<string, ReadonlySet<string>>;
let factsThen: InMemoryRouterStore['facts'];

beforeAll(async () => {
  const world = await newWorld();
  const stop = await start(world);
  await allTaken(world);
  await stop();
  undisturbed = published(world);
  factsThen = world.store.facts;
});

describe('the router', () => {
  it('publishes one decision per record of the log, and the deliveries of each decision', () => {
    const ids = [...undisturbed.keys()];
    const decisions = ids.filter((id) => id.startsWith('test.decisions'));
    expect(decisions).toHaveLength(CASES * 9 + 2 * PARTITIONS);
    expect(ids.filter((id) => id.startsWith('test.delivery.emb'))).toHaveLength(CASES);
    expect(ids.filter((id) => id.startsWith('test.delivery.coa'))).toHaveLength(2 * CASES);
    expect(factsThen.size).toBe(CASES);
  });

  it.each(FAULT_POINTS.flatMap((point) => [1, 2, 5].map((time) => [point, time] as const)))(
    'interrupted at "%s" for the %i. time ends in the same records, each with the same bytes',
    async (point, time) => {
      const world = await newWorld();
      const faults = failAt(point, time);
      const stop = await start(world, faults);
      await allTaken(world);
      await stop();
      expect(faults.struck).toBe(1);
      expect(published(world)).toEqual(undisturbed);
      expect(world.store.facts).toEqual(factsThen);
    },
  );

  it('running twice on the same partitions publishes only repeats, and each record is committed once', async () => {
    const world = await newWorld();
    const stops = await Promise.all(['one', 'two', 'three'].map((group) => start(world, noFaults, group)));
    await allTaken(world);
    await Promise.all(stops.map((stop) => stop()));
    expect(published(world)).toEqual(undisturbed);
    expect(world.store.facts).toEqual(factsThen);
    const places = world.store.commits.map(({ partition, expectedNextOffset }) => `${partition}:${expectedNextOffset}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('goes on where the row says when the group offset is lost', async () => {
    const world = await newWorld();
    await (
      await startAndTakeAll(world)
    )();
    const before = world.store.commits.length;
    const stop = await start(world, noFaults, 'a group without offsets');
    await new InMemoryLog({ broker: world.broker }).publish(caseTraffic(world.test, 1, 2));
    await allTaken(world);
    await stop();
    expect(world.store.commits.slice(before).every(({ expectedNextOffset }) => expectedNextOffset > 2)).toBe(true);
  });

  it('takes what lies before a record that it cannot decide, and stops there', async () => {
    const world = await newWorld();
    const program = (): never => {
      throw new Error('a fault');
    };
    const hub = { ...world.test.hub, program };
    const stop = await start({ ...world, test: { ...world.test, hub } });
    const partitions = [...Array(PARTITIONS).keys()];
    await until('the log id to be taken', () => partitions.every((one) => world.store.rows.get(one)?.nextOffset === 1));
    await stop();
    expect([...published(world).keys()].every((id) => id.startsWith('test.decisions'))).toBe(true);
  });

  it('publishes no delivery while the decision record is not acknowledged', async () => {
    const world = await newWorld();
    world.broker.faults.beforePublish = (records) => {
      if (records.some(({ topic }) => topic === world.test.topics.decisions)) throw new Error('no broker');
    };
    let tries = 0;
    const counted: FaultPoints = { reached: () => Promise.resolve(void (tries += 1)) };
    const stop = await start(world, counted);
    await until('some attempts', () => tries > 5);
    await stop();
    expect(published(world).size).toBe(0);
    expect(world.store.commits).toEqual([]);
  });
});

async function startAndTakeAll(world: World): Promise<() => Promise<void>> {
  const stop = await start(world);
  await allTaken(world);
  return stop;
}
