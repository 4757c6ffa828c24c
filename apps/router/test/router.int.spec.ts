import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openKafkaLog, type MessageLog, type RecordBatch, type StoredRecord } from '#lib/messaging';
import { openDatabase, type Database } from '#lib/persistence';
import { decryptSmall, encryptSmall, fixedClock, groupNames, silentLogger } from '#lib/platform';
import { openLog } from '#lib/routing';
import { caseTraffic, testBroker, testHub, testKeys, testSetUp, until, type TestHub } from '#lib/testing';
import { noFaults, type FaultPoint, type FaultPoints } from '../src/faults/fault-points.port.js';
import { noMetrics } from '../src/router.metrics.js';
import { PartitionRouter } from '../src/routing/partition-router.js';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
if (databaseUrl === '') throw new Error('Set KAFKA_BROKERS and DATABASE_URL, or run `npm test`.');

// Joining and re-joining a group takes a few heartbeats of 3 s.
jest.setTimeout(180_000);

const PARTITIONS = 2;
const CASES = 3;

interface World {
  readonly test: TestHub;
  readonly log: MessageLog;
  readonly database: Database;
  readonly groups: string[];
}

/** A case log with traffic, in a prefix and schema of its own. The log id is fixed, so that two worlds must give the same bytes. */
async function newWorld(): Promise<World> {
  const test = testHub(`router-${randomUUID().slice(0, 8)}`);
  const log = await openKafkaLog({ access: testBroker(), clientId: 'router-test', backOff: () => 20 });
  const database = await openDatabase(databaseUrl, test.topics.messages.split('.')[0] ?? '');
  const opened = await openLog(testSetUp(test, log, database.log, database.router, PARTITIONS));
  expect(opened.kind).toBe('OPENED');
  await log.publish(caseTraffic(test, CASES));
  return { test, log, database, groups: [] };
}

async function remove({ test, log, database, groups }: World): Promise<void> {
  await log.deleteGroups(groups);
  await log.deleteTopics(test.topics.all());
  await log.close();
  await database.dropSchema();
  await database.close();
}

function routerOf({ test, log, database }: World, faults: FaultPoints = noFaults): PartitionRouter {
  return new PartitionRouter({
    hub: test.hub,
    log,
    store: database.router,
    seal: ({ vNumber, caseKey }) => encryptSmall(vNumber, testKeys.storage, caseKey),
    faults,
    metrics: noMetrics,
    logger: silentLogger,
    clock: fixedClock('2026-11-02T08:00:00.000Z'),
  });
}

async function routeAll(world: World, routers: readonly PartitionRouter[]): Promise<void> {
  const { test, log, database, groups } = world;
  const topic = test.topics.messages;
  const subscriptions = await Promise.all(
    routers.map((router, index) => {
      const groupId = `${groupNames(test.topics.messages).router}-${index}`;
      groups.push(groupId);
      const handler = (batch: RecordBatch) => router.route(batch);
      return log.subscribe({ topics: [topic], groupId, from: 'beginning' }, handler);
    }),
  );
  const ends = await log.ends(topic);
  await until('every record to be taken', async () => {
    const rows = await Promise.all(ends.map(({ partition }) => database.router.partitionRow(partition)));
    return rows.every((row, index) => row?.nextOffset === ends[index]?.high);
  });
  await Promise.all(subscriptions.map((subscription) => subscription.stop()));
}

/** Id → the different contents published under it, without the prefix that differs from world to world. */
async function published({ test, log }: World): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  for (const topic of test.topics.all().filter((name) => name !== test.topics.messages)) {
    for (const { partition, high } of await log.ends(topic)) {
      for await (const batch of log.read(topic, partition, 0, high)) {
        for (const record of batch) {
          const id = record.headers['ce_id'] ?? record.headers['schakel-decision-id'] ?? '';
          const name = `${topic.slice(topic.indexOf('.'))} ${id}`;
          found.set(name, (found.get(name) ?? new Set()).add(contentOf(record)));
        }
      }
    }
  }
  return found;
}

function contentOf({ key, value, headers, partition }: StoredRecord): string {
  const sorted = Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([key, value?.toString('hex'), sorted, partition]);
}

function failOnce(point: FaultPoint): FaultPoints & { struck: boolean } {
  const faults = {
    struck: false,
    reached(reached: FaultPoint): Promise<void> {
      if (reached !== point || faults.struck) return Promise.resolve();
      faults.struck = true;
      return Promise.reject(new Error('failing where the test wants it'));
    },
  };
  return faults;
}

describe('the router on Kafka and PostgreSQL', () => {
  const worlds: World[] = [];
  let undisturbed: ReadonlyMap<string, ReadonlySet<string>>;
  let first: World;

  const world = async (): Promise<World> => {
    const made = await newWorld();
    worlds.push(made);
    return made;
  };

  beforeAll(async () => {
    first = await world();
    await routeAll(first, [routerOf(first)]);
    undisturbed = await published(first);
  });

  afterAll(async () => {
    for (const made of worlds) await remove(made);
  });

  it('publishes a decision for every record and the deliveries of each, and stores facts and references', async () => {
    const names = [...undisturbed.keys()];
    expect(names.filter((name) => name.startsWith('.decisions'))).toHaveLength(CASES * 9 + 2 * PARTITIONS);
    expect(names.filter((name) => name.startsWith('.delivery.emb'))).toHaveLength(CASES);
    expect([...undisturbed.values()].every((contents) => contents.size === 1)).toBe(true);
    const { log, test, database } = first;
    for (const { partition, high } of await log.ends(test.topics.delivery('EMB'))) {
      for await (const batch of log.read(test.topics.delivery('EMB'), partition, 0, high)) {
        for (const { headers } of batch) {
          const given = await database.references.resolve('NG', headers['ce_subject'] ?? '');
          expect(given?.caseKey).toBe(headers['schakel-case-key']);
          expect(decryptSmall(given?.vNumberEncrypted ?? '', testKeys.storage, given?.caseKey ?? '')).toMatch(
            /^999900000\d$/,
          );
        }
      }
    }
  });

  it.each(['decisions', 'deliveries', 'commit'] as const)(
    'interrupted after "%s" ends in the same records, each with the same bytes',
    async (point) => {
      const here = await world();
      const faults = failOnce(point);
      await routeAll(here, [routerOf(here, faults)]);
      expect(faults.struck).toBe(true);
      expect(await published(here)).toEqual(undisturbed);
    },
  );

  it('running twice on the same partitions at once publishes nothing but repeats', async () => {
    const here = await world();
    await routeAll(here, [routerOf(here), routerOf(here)]);
    expect(await published(here)).toEqual(undisturbed);
  });
});
