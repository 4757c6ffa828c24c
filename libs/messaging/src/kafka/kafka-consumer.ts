import { type Consumer, type Kafka } from 'kafkajs';
import { type SubscribeOptions } from '../message-log.port.js';
import { type KafkaBatchRunner } from './kafka-batch-runner.js';
import { CLIENT_RETRY } from './kafka-client.js';

/** A batch is at most `max.message.bytes` (2 MiB); a smaller limit could leave a partition stuck on a large one. */
const PARTITION_BYTES = 2 * 1024 * 1024 + 64 * 1024;
const FETCH_BYTES = 16 * 1024 * 1024;

/** Topic → partitions that the group gave to this consumer. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

export interface ConsumerEvents {
  joined(assignment: Assignment): void;
  /** The consumer is gone, for whatever reason; kafkajs has disconnected it. */
  crashed(error: Error): void;
}

/** Joins the group and begins to consume; rejects when the first joining fails. One life of a subscription, from joining to crash. */
export async function startConsumer(
  kafka: Kafka,
  options: SubscribeOptions,
  partitions: number,
  runner: KafkaBatchRunner,
  events: ConsumerEvents,
): Promise<Consumer> {
  const consumer = kafka.consumer({
    groupId: options.groupId,
    sessionTimeout: 10_000,
    heartbeatInterval: 3_000,
    rebalanceTimeout: 30_000,
    maxWaitTimeInMs: 100,
    maxBytesPerPartition: PARTITION_BYTES,
    maxBytes: FETCH_BYTES,
    allowAutoTopicCreation: false,
    // The hub uses no transactions. Reading committed only would let a foreign open transaction stall a partition, and runs
    // kafkajs's faulty filter of aborted records.
    readUncommitted: true,
    retry: { ...CLIENT_RETRY, restartOnFailure: () => Promise.resolve(false) },
  });
  let joinedOnce = false;
  const settled = new Promise<Error | null>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      runner.membershipEnded();
      joinedOnce = true;
      events.joined(payload.memberAssignment);
      resolve(null);
    });
    consumer.on(consumer.events.REBALANCING, () => runner.membershipEnded());
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      runner.membershipEnded();
      resolve(payload.error);
      if (joinedOnce) events.crashed(payload.error);
    });
  });
  try {
    await consumer.connect();
    // Where a group begins "at the end" is committed beforehand; an offset that retention has passed goes to what is left.
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: Math.max(1, partitions),
      eachBatch: (payload) => runner.run(consumer, payload),
    });
    const failure = await settled;
    if (failure !== null) throw failure;
    return consumer;
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
}
