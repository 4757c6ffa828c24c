import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seededRandom } from '#lib/contracts';
import type { Content } from '#lib/domain';
import type { RecordBatch, StoredRecord } from '#lib/messaging';
import { encryptSmall, silentLogger, systemClock } from '#lib/platform';
import { storedAt, testHub, testKeys, type TestHub } from '#lib/testing';
import { noFaults } from '../../apps/router/src/faults/fault-points.port.js';
import { noMetrics } from '../../apps/router/src/router.metrics.js';
import { PartitionRouter } from '../../apps/router/src/routing/partition-router.js';
import { benchContent, benchFacts, benchRecord } from './bench-message.js';
import { startWatch, type Measured } from './measure.js';
import type { Report } from './print.js';
import { SyntheticStore } from './synthetic-store.js';

const PARTITIONS = 6;
const FIRST_OFFSET = 10;
const BATCH = 1000;
const ROUND = 6000;
const ROUNDS = 5;
const CASES = [1_000, 1_000_000];
const MEMORY_STEPS = 5;
const MEMORY_STEP = 24_000;

/** The router on a log and a database that cost nothing: what more cases on file cost the router itself, in time and in memory. */
export async function benchGrowth(): Promise<Report> {
  const test = testHub();
  const content = benchContent(test);
  const lines: Measured[] = [];
  const notes: string[] = [];
  for (const cases of CASES) {
    const run = newRun(test, content, cases);
    await run.route(ROUND);
    const rounds: Measured[] = [];
    run.store.lookups = 0;
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await run.route(ROUND));
    const median = rounds.sort((one, other) => one.cpuMicros - other.cpuMicros)[Math.floor(ROUNDS / 2)];
    const read = Math.round((100 * run.store.lookups) / (ROUND * ROUNDS));
    const remark = `facts of ${read} % of the messages were not in memory`;
    if (median !== undefined) lines.push({ ...median, name: `router, ${cases.toLocaleString('en')} cases`, remark });
  }
  const run = newRun(test, content, CASES.at(-1) ?? 1);
  for (let step = 1; step <= MEMORY_STEPS; step += 1) {
    for (let done = 0; done < MEMORY_STEP; done += ROUND) await run.route(ROUND);
    const { rss, heap } = memory();
    notes.push(`after ${(step * MEMORY_STEP).toLocaleString('en')} cases: ${heap} MB of live heap, ${rss} MB RSS`);
  }
  return {
    title: `growth: the router without Kafka and PostgreSQL, ${PARTITIONS} partitions (median of ${ROUNDS} rounds)`,
    lines,
    notes: ['each message of a case drawn at random; facts not in memory are read from JSON', ...notes],
  };
}

function newRun(test: TestHub, content: Content, cases: number) {
  const random = seededRandom(cases);
  const start = { logId: test.hub.logId, nextOffset: FIRST_OFFSET, inForce: test.inForce };
  const store = new SyntheticStore(benchFacts(test, '9999000001'), start);
  const router = new PartitionRouter({
    hub: test.hub,
    log: { publish: () => Promise.resolve([]), ends: () => Promise.resolve([]) },
    store,
    seal: ({ vNumber, caseKey }) => encryptSmall(vNumber, testKeys.storage, caseKey),
    faults: noFaults,
    metrics: noMetrics,
    logger: silentLogger,
    clock: systemClock,
  });
  const next = Array.from({ length: PARTITIONS }, () => FIRST_OFFSET);
  let turn = 0;
  const batchOf = (partition: number): RecordBatch => {
    const records: StoredRecord[] = [];
    for (let index = 0; index < BATCH; index += 1) {
      // A case lies in one partition, as on Kafka.
      const number = Math.floor((random() * cases) / PARTITIONS) * PARTITIONS + partition;
      const record = benchRecord(test, content, String(9_999_000_001 + number), turn++);
      records.push(storedAt(record, partition, (next[partition] ?? 0) + index));
    }
    next[partition] = (next[partition] ?? 0) + BATCH;
    const highWatermark = next[partition] ?? 0;
    const topic = test.topics.messages;
    return { topic, partition, records, highWatermark, isStale: () => false, heartbeat: () => Promise.resolve() };
  };
  /** Making the records is not part of what is measured. */
  const route = async (count: number): Promise<Measured> => {
    const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, index) => batchOf(index % PARTITIONS));
    collectGarbage();
    const watch = startWatch();
    for (const batch of batches) {
      const outcome = await router.route(batch);
      if (outcome.kind !== 'done') throw new Error(`Measuring: the router answered ${outcome.kind}.`);
    }
    return watch.stop('router', batches.length * BATCH);
  };
  return { store, route };
}

function memory(): { rss: number; heap: number } {
  collectGarbage();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: Math.round(rss / 1e6), heap: Math.round(heapUsed / 1e6) };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
