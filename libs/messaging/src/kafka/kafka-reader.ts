import { type Kafka } from 'kafkajs';
import { type StoredRecord } from '../message-log.port.js';
import { type FetchedPartition, type KafkaCluster, openCluster, READ_UNCOMMITTED } from './kafka-cluster.js';
import { rootCause } from './kafka-error.js';
import { toStoredRecord } from './kafka-record.mapper.js';

const FETCH_BYTES = 4 * 1024 * 1024;
const LEAST_BYTES = 64 * 1024;
/** Of a record on the case log, with its headers. */
const USUAL_BYTES = 2048;
const TRIES = 8;

interface Range {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads ranges with bare fetch requests: no group, so no rebalance to wait for and nothing to clean up. The connection of a topic stays open for
 * the next range, for a plan may ask for thousands of short ones; after an error a new one is opened.
 */
export class KafkaReader {
  private readonly open = new Map<string, OpenTopic>();

  constructor(private readonly kafka: Kafka) {}

  /**
   * Offsets without a record (transaction markers, compaction, deleted records) are passed over. Ends at the partition's end as it is at the
   * start.
   */
  async *read(range: Range): AsyncGenerator<readonly StoredRecord[]> {
    const { topic } = range;
    const opened = this.open.get(topic) ?? new OpenTopic(openFor(this.kafka, topic));
    this.open.set(topic, opened);
    opened.readers += 1;
    try {
      yield* readRange(opened, range);
    } catch (error) {
      if (this.open.get(topic) === opened) this.open.delete(topic);
      throw error;
    } finally {
      opened.readers -= 1;
      // Whoever else reads over it comes to an end first.
      if (opened.readers === 0 && this.open.get(topic) !== opened) await opened.disconnect();
    }
  }

  /** When nobody reads any more. */
  async close(): Promise<void> {
    const all = [...this.open.values()];
    this.open.clear();
    await Promise.all(all.map((one) => one.disconnect()));
  }
}

/** Answers one question at a time: kafkajs connects to a broker once for each that finds it unconnected, and closes one of these connections. */
class OpenTopic {
  readers = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly cluster: Promise<KafkaCluster>) {}

  ask<T>(question: (cluster: KafkaCluster) => Promise<T>): Promise<T> {
    const answer = this.last.then(async () => question(await this.cluster));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  async disconnect(): Promise<void> {
    await this.ask((cluster) => cluster.disconnect()).catch(() => undefined);
  }
}

async function openFor(kafka: Kafka, topic: string): Promise<KafkaCluster> {
  const cluster = openCluster(kafka);
  try {
    await cluster.connect();
    await cluster.addMultipleTargetTopics([topic]);
    return cluster;
  } catch (error) {
    await cluster.disconnect().catch(() => undefined);
    throw error;
  }
}

async function* readRange(
  opened: OpenTopic,
  { topic, partition, from, to }: Range,
): AsyncGenerator<readonly StoredRecord[]> {
  const end = Math.min(to, await opened.ask((cluster) => offsetOf(cluster, topic, partition, false)));
  let position = Math.max(from, await opened.ask((cluster) => offsetOf(cluster, topic, partition, true)));
  let fruitless = 0;
  while (position < end) {
    const bytes = bytesFor(end - position);
    const at = position;
    const page = await opened
      .ask((cluster) => fetchPage(cluster, topic, partition, at, bytes))
      .catch((error: unknown) => error as Error);
    if (page instanceof Error) {
      if (++fruitless > TRIES) throw new Error(`Reading ${topic}/${partition} failed`, { cause: page });
      if (rootCause(page).name === 'KafkaJSOffsetOutOfRange') {
        position = Math.max(position, await opened.ask((cluster) => offsetOf(cluster, topic, partition, true)));
      } else {
        await pause(50 * 2 ** fruitless);
        await opened.ask((cluster) => cluster.refreshMetadata()).catch(() => undefined);
      }
      continue;
    }
    const ahead = page.messages.filter(({ offset }) => Number(offset) >= position);
    const last = ahead[ahead.length - 1];
    if (last === undefined) {
      if (++fruitless > TRIES) throw new Error(`Reading ${topic}/${partition} failed: nothing readable at ${position}`);
      await pause(50);
      continue;
    }
    fruitless = 0;
    position = Number(last.offset) + 1;
    const records = ahead
      .filter(({ isControlRecord, offset }) => isControlRecord !== true && Number(offset) < end)
      .map((message) => toStoredRecord(topic, partition, message));
    if (records.length > 0) yield records;
  }
}

/** No more than the range may need: what comes beyond it is unpacked for nothing. The broker gives at least one batch, however large. */
function bytesFor(records: number): number {
  return Math.min(FETCH_BYTES, Math.max(LEAST_BYTES, records * USUAL_BYTES));
}

async function fetchPage(cluster: KafkaCluster, topic: string, partition: number, offset: number, maxBytes: number) {
  const leader = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)?.leader;
  if (leader === undefined) throw new Error(`there is no partition ${topic}/${partition}`);
  const broker = await cluster.findBroker({ nodeId: leader });
  const { responses } = await broker.fetch({
    maxWaitTime: 100,
    minBytes: 1,
    maxBytes,
    isolationLevel: READ_UNCOMMITTED,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes }] }],
  });
  return responses[0]?.partitions[0] ?? ({ partition, highWatermark: '0', messages: [] } satisfies FetchedPartition);
}

async function offsetOf(
  cluster: KafkaCluster,
  topic: string,
  partition: number,
  fromBeginning: boolean,
): Promise<number> {
  const [answer] = await cluster.fetchTopicsOffset([{ topic, partitions: [{ partition }], fromBeginning }]);
  const offset = answer?.partitions.find((found) => found.partition === partition)?.offset;
  if (offset === undefined) throw new Error(`Reading ${topic}/${partition} failed: there is no such partition`);
  return Number(offset);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
