import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testBroker } from '#lib/testing';
import { Partitioners } from 'kafkajs';
import { Collector } from '../collector.features.js';
import { type MessageLog } from '../message-log.port.js';
import { recordOf } from '../log-in-use.features.js';
import { describeMessageLog } from '../message-log.features.js';
import { silentLogger } from '../messaging-logger.port.js';
import { until } from '../until.features.js';
import { kafkaClient } from './kafka-client.js';
import { openKafkaLog } from './kafka-log.js';

const access = testBroker();

// Joining a group takes up to a heartbeat (3 s), more on a broker that has just started.
jest.setTimeout(180_000);

const open = (): Promise<MessageLog> => openKafkaLog({ access, clientId: 'messaging-test', backOff: () => 20 });

describeMessageLog('the message log on Kafka', open);

/** Connections of this process that are open now. */
const sockets = (): number => process.getActiveResourcesInfo().filter((one) => one === 'TCPSocketWrap').length;

describe('the message log on Kafka, when it is closed', () => {
  it('has no connection left, however many ranges were read at once', async () => {
    const before = sockets();
    const log = await open();
    const topic = `messaging-${randomUUID().slice(0, 8)}.ranges`;
    await log.ensureTopics([{ topic, partitions: 6 }]);
    const places = Array.from({ length: 6 }, (_, partition) => partition);
    await log.publish(places.map((partition) => ({ ...recordOf(topic, 'x'), partition })));
    const read = async (partition: number): Promise<number> => {
      for await (const page of log.read(topic, partition, 0, 1)) return page.length;
      return 0;
    };
    expect(await Promise.all(places.map(read))).toEqual(places.map(() => 1));
    await log.deleteTopics([topic]);
    await log.close();
    await until('its connections to be closed', () => sockets() <= before);
  });
});

describe('the message log on Kafka, beside other clients', () => {
  const prefix = `messaging-${randomUUID().slice(0, 8)}`;
  const topic = `${prefix}.foreign`;
  const foreign = kafkaClient({ access, clientId: 'foreign', logger: silentLogger });
  let log: MessageLog;

  beforeAll(async () => {
    log = await open();
    await log.ensureTopics([{ topic, partitions: 1 }]);
  });

  afterAll(async () => {
    await log.deleteGroups([`${prefix}.group`]);
    await log.deleteTopics([topic]);
    await log.close();
  });

  it('reads over transaction markers, tombstones, foreign compression and repeated headers', async () => {
    const producer = foreign.producer({
      transactionalId: prefix,
      maxInFlightRequests: 1,
      idempotent: true,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    for (const text of ['a', 'b']) {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ key: 'k', value: text, headers: { n: ['1', '2'] } }] });
      await transaction.commit();
    }
    const transaction = await producer.transaction();
    await transaction.send({ topic, compression: 1, messages: [{ key: 'k', value: null }] });
    await transaction.commit();
    await producer.disconnect();

    const texts: [number, string | undefined, string | undefined][] = [];
    for await (const page of log.read(topic, 0, 0, Infinity)) {
      for (const { offset, value, headers } of page) texts.push([offset, value?.toString(), headers['n']]);
    }
    expect(texts).toEqual([
      [0, 'a', '2'],
      [2, 'b', '2'],
      [4, undefined, undefined],
    ]);

    const collector = new Collector();
    const subscription = await log.subscribe(
      { topics: [topic], groupId: `${prefix}.group`, from: 'beginning' },
      collector.handle,
    );
    await log.publish([recordOf(topic, 'own')]);
    await until('the own record', () => collector.texts().includes('own'));
    await subscription.stop();
    expect(collector.texts()).toEqual(['a', 'b', '(null)', 'own']);
  });

  it('refuses what the broker refuses in its own call only, and publishes on', async () => {
    const tooLarge = { ...recordOf(topic, ''), value: Buffer.alloc(3_000_000, 1) };
    const outcomes = await Promise.allSettled([
      log.publish([recordOf(topic, 'before')]),
      log.publish([tooLarge]),
      log.publish([recordOf(topic, 'after')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const [again] = await log.publish([recordOf(topic, 'again')]);
    const stored: (string | undefined)[] = [];
    for await (const page of log.read(topic, 0, (again?.offset ?? 0) - 2, Infinity)) {
      stored.push(...page.map(({ value }) => value?.toString()));
    }
    expect(stored).toEqual(['before', 'after', 'again']);
  });

  it('says at once when no broker answers', async () => {
    const nowhere = openKafkaLog({ access: { ...access, brokers: ['127.0.0.1:9'] }, clientId: 'messaging-test' });
    await expect(nowhere).rejects.toThrow(/Connecting to Kafka/);
  });
});
