import { type Kafka, Partitioners, type Producer, type RecordMetadata, type TopicMessages } from 'kafkajs';
import { type PlacedRecord } from '../publish-queue.js';
import { PUBLISH_RETRY } from './kafka-client.js';
import { lostProducerState } from './kafka-error.js';

/**
 * An idempotent producer that is replaced after every failure it could not retry. kafkajs takes the sequence numbers of a
 * failed request back also for the partitions that did accept it; with other records under the same numbers the broker would
 * take them for repeats and drop them silently.
 */
export class KafkaProducer {
  private current: Promise<Producer> | null = null;

  constructor(private readonly kafka: Kafka) {}

  /** Offsets in the order given, once all in-sync replicas have the records. */
  async send(records: readonly PlacedRecord[]): Promise<readonly number[]> {
    try {
      return await this.sendOnce(records);
    } catch (error) {
      await this.renew();
      if (!lostProducerState(error)) throw error;
    }
    try {
      return await this.sendOnce(records);
    } catch (error) {
      await this.renew();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.renew();
  }

  private async sendOnce(records: readonly PlacedRecord[]): Promise<readonly number[]> {
    this.current ??= this.connect();
    const producer = await this.current;
    return offsetsOf(records, await producer.sendBatch({ acks: -1, topicMessages: byTopic(records) }));
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: PUBLISH_RETRY,
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  private async renew(): Promise<void> {
    const old = this.current;
    this.current = null;
    await old?.then((producer) => producer.disconnect()).catch(() => undefined);
  }
}

function byTopic(records: readonly PlacedRecord[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, partition, key, value, headers } of records) {
    const messages = topics.get(topic) ?? { topic, messages: [] };
    topics.set(topic, messages);
    messages.messages.push({ key, value, headers: { ...headers }, partition });
  }
  return [...topics.values()];
}

/** The broker answers with the first offset per partition; the records of a partition follow it without gaps. */
function offsetsOf(records: readonly PlacedRecord[], answer: readonly RecordMetadata[]): number[] {
  const next = new Map(
    answer.map(({ topicName, partition, baseOffset }) => [`${topicName}/${partition}`, Number(baseOffset)]),
  );
  return records.map(({ topic, partition }) => {
    const offset = next.get(`${topic}/${partition}`);
    if (offset === undefined) throw new Error(`Publishing to ${topic}/${partition} was not acknowledged`);
    next.set(`${topic}/${partition}`, offset + 1);
    return offset;
  });
}
