import { type Kafka } from 'kafkajs';
import { type StoredRecord } from '../message-log.port.js';
import { type FetchedPartition, type KafkaCluster, openCluster, READ_UNCOMMITTED } from './kafka-cluster.js';
import { rootCause } from './kafka-error.js';
import { toStoredRecord } from './kafka-record.mapper.js';

const FETCH_BYTES = 4 * 1024 * 1024;
const TRIES = 8;

interface Range {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a range with bare fetch requests: no group, so no rebalance to wait for and nothing to clean up. Offsets without a
 * record (transaction markers, compaction, deleted records) are passed over. Ends at the partition's end as it is at the start.
 */
export async function* readPartition(kafka: Kafka, range: Range): AsyncGenerator<readonly StoredRecord[]> {
  const { topic, partition } = range;
  const cluster = openCluster(kafka);
  try {
    await cluster.connect();
    await cluster.addMultipleTargetTopics([topic]);
    const end = Math.min(range.to, await offsetOf(cluster, topic, partition, false));
    let position = Math.max(range.from, await offsetOf(cluster, topic, partition, true));
    let fruitless = 0;
    while (position < end) {
      const page = await fetchPage(cluster, topic, partition, position).catch((error: unknown) => error as Error);
      if (page instanceof Error) {
        if (++fruitless > TRIES) throw new Error(`Reading ${topic}/${partition} failed`, { cause: page });
        if (rootCause(page).name === 'KafkaJSOffsetOutOfRange') {
          position = Math.max(position, await offsetOf(cluster, topic, partition, true));
        } else {
          await pause(50 * 2 ** fruitless);
          await cluster.refreshMetadata().catch(() => undefined);
        }
        continue;
      }
      const ahead = page.messages.filter(({ offset }) => Number(offset) >= position);
      const last = ahead[ahead.length - 1];
      if (last === undefined) {
        if (++fruitless > TRIES)
          throw new Error(`Reading ${topic}/${partition} failed: nothing readable at ${position}`);
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
  } finally {
    await cluster.disconnect().catch(() => undefined);
  }
}

async function fetchPage(cluster: KafkaCluster, topic: string, partition: number, offset: number) {
  const leader = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)?.leader;
  if (leader === undefined) throw new Error(`there is no partition ${topic}/${partition}`);
  const broker = await cluster.findBroker({ nodeId: leader });
  const { responses } = await broker.fetch({
    maxWaitTime: 100,
    minBytes: 1,
    maxBytes: FETCH_BYTES,
    isolationLevel: READ_UNCOMMITTED,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes: FETCH_BYTES }] }],
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
