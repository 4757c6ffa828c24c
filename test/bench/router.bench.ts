import { randomUUID } from 'node:crypto';
import { openKafkaLog, type MessageLog, type RecordBatch } from '#lib/messaging';
import { openDatabase, type Database } from '#lib/persistence';
import { encryptSmall, groupNames, HUB_PRINCIPALS, silentLogger, systemClock } from '#lib/platform';
import { openLog } from '#lib/routing';
import { testBroker, testHub, testKeys, TestPrincipals, testSetUp, type TestHub } from '#lib/testing';
import { PartitionRouter } from '../../apps/router/src/routing/partition-router.js';
import { noFaults } from '../../apps/router/src/faults/fault-points.port.js';
import { noMetrics } from '../../apps/router/src/router.metrics.js';
import { benchContent, benchRecord, factRecords } from './bench-message.js';
import { copyLoop } from './copy-loop.js';
import { startWatch, type Measured } from './measure.js';
import type { Report } from './print.js';

export interface BenchSize {
  readonly messages: number;
  readonly cases: number;
}

const PARTITIONS = 6;
const AT_ONCE = 500;

/** A routed message on real Kafka and PostgreSQL, beside a bare copy loop over the same records in the same run. */
export async function benchRouter(databaseUrl: string, size: BenchSize): Promise<Report> {
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const test = testHub(prefix);
  const log = await openKafkaLog({ access: testBroker(), clientId: 'bench' });
  const principals = await TestPrincipals.of(prefix);
  const asRouter = await openKafkaLog({ access: principals.as(HUB_PRINCIPALS.router), clientId: 'bench-router' });
  const database = await openDatabase(databaseUrl, prefix);
  const copies = `${test.topics.messages}.copies`;
  try {
    await openLog(testSetUp(test, log, database.log, database.router, PARTITIONS));
    await log.ensureTopics([{ topic: copies, partitions: PARTITIONS }]);
    const bytes = await fill(test, log, size);
    const records = await countOf(log, test.topics.messages);
    const router = await route(prefix, test, asRouter, database, records);
    const written = await writtenBy(test, log);
    const loop = { access: testBroker(), from: test.topics.messages, to: copies, records };
    const one = await copyLoop({ ...loop, groupId: `${copies}.1`, copies: 1, name: 'copy loop, one for one' });
    const fan = Math.round((written.decisions + written.deliveries) / records);
    const many = await copyLoop({
      ...loop,
      groupId: `${copies}.n`,
      copies: fan,
      name: 'copy loop, as many as the router',
    });
    await log.deleteGroups([`${copies}.1`, `${copies}.n`, groupNames(prefix).router]);
    return {
      title: `router: ${records} records of ${size.cases} cases on Kafka and PostgreSQL`,
      lines: [router, one, many],
      notes: [
        `messages of ${bytes} bytes; per record ${(written.deliveries / records).toFixed(2)} deliveries and one decision record`,
        `checked: ${written.decisions} decisions for ${records} records, ${written.repeats} repeats, ${written.deliveries} deliveries`,
        `CPU is that of the router's or the loop's own process; the servers share the machine's cores. Node ${process.version}`,
      ],
    };
  } finally {
    await asRouter.close();
    await log.deleteTopics([...test.topics.all(), copies]);
    await log.close();
    await principals.remove();
    await database.dropSchema();
    await database.close();
  }
}

async function fill(test: TestHub, log: MessageLog, { messages, cases }: BenchSize): Promise<number> {
  const content = benchContent(test);
  const numbers = Array.from({ length: cases }, (_, index) => String(9_999_000_001 + index));
  await log.publish(numbers.flatMap((vNumber) => factRecords(test, vNumber)));
  let bytes = 0;
  for (let turn = 0; turn < messages; turn += AT_ONCE) {
    const records = Array.from({ length: Math.min(AT_ONCE, messages - turn) }, (_, index) =>
      benchRecord(test, content, numbers[(turn + index) % cases] ?? '', turn + index),
    );
    bytes = records[0]?.value.length ?? bytes;
    await log.publish(records);
  }
  return bytes;
}

async function route(
  prefix: string,
  test: TestHub,
  log: MessageLog,
  database: Database,
  records: number,
): Promise<Measured> {
  const router = new PartitionRouter({
    hub: test.hub,
    log,
    store: database.router,
    seal: ({ vNumber, caseKey }) => encryptSmall(vNumber, testKeys.storage, caseKey),
    faults: noFaults,
    metrics: noMetrics,
    logger: silentLogger,
    clock: systemClock,
  });
  let taken = 0;
  let watch = startWatch();
  let finish: (measured: Measured) => void = () => undefined;
  const done = new Promise<Measured>((resolve) => (finish = resolve));
  const handler = async (batch: RecordBatch) => {
    if (taken === 0) watch = startWatch();
    const outcome = await router.route(batch);
    if (outcome.kind === 'done') taken += batch.records.length;
    if (taken >= records) finish(watch.stop('router', taken, 'decided, redacted, recorded, delivered, stored'));
    return outcome;
  };
  const options = { topics: [test.topics.messages], groupId: groupNames(prefix).router, from: 'beginning' as const };
  const subscription = await log.subscribe(options, handler);
  const measured = await done;
  await subscription.stop();
  return measured;
}

async function writtenBy(
  test: TestHub,
  log: MessageLog,
): Promise<{ decisions: number; deliveries: number; repeats: number }> {
  const records = await countOf(log, test.topics.messages);
  const decisions = await countOf(log, test.topics.decisions);
  let deliveries = 0;
  for (const topic of test.topics.all().filter((name) => name.includes('.delivery.')))
    deliveries += await countOf(log, topic);
  return { decisions, deliveries, repeats: decisions - records };
}

async function countOf(log: MessageLog, topic: string): Promise<number> {
  return (await log.ends(topic)).reduce((sum, { high }) => sum + high, 0);
}
