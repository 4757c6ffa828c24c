import { type BrokerAccess } from '#lib/platform';
import { type Kafka } from 'kafkajs';
import { type BackOff, jitteredBackOff } from '../back-off.js';
import {
  type BatchHandler,
  type MessageLog,
  type PartitionEnds,
  type RecordToPublish,
  type StoredRecord,
  type SubscribeOptions,
  type Subscription,
  type TopicSpec,
} from '../message-log.port.js';
import { type MessagingLogger, silentLogger } from '../messaging-logger.port.js';
import { placeRecords } from '../place-records.js';
import { type Acknowledged, PublishQueue } from '../publish-queue.js';
import { kafkaClient, PUBLISH_RETRY } from './kafka-client.js';
import { refusedByBroker } from './kafka-error.js';
import { KafkaProducer } from './kafka-producer.js';
import { KafkaReader } from './kafka-reader.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { KafkaTopics } from './kafka-topics.js';

export interface KafkaLogOptions {
  /** Where the brokers are and as whom to log in (`openBrokerAccess`; in specs `testBroker`). */
  readonly access: BrokerAccess;
  readonly clientId: string;
  readonly logger?: MessagingLogger;
  /** Milliseconds before a batch is handed over again, or a crashed consumer replaced. Default: 200 ms doubling to 30 s, with jitter. */
  readonly backOff?: BackOff;
}

class KafkaLog implements MessageLog {
  private readonly producer: KafkaProducer;
  private readonly queue: PublishQueue;
  private readonly admin: KafkaTopics;
  private readonly subscriptions = new Set<Subscription>();
  private readonly reader: KafkaReader;
  private readonly reads = new Set<AsyncGenerator<readonly StoredRecord[]>>();
  private readonly counts = new Map<string, number>();
  private lookup: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    kafka: Kafka,
    publishing: Kafka,
    private readonly newClient: () => Kafka,
    private readonly logger: MessagingLogger,
    private readonly backOff: BackOff,
  ) {
    this.producer = new KafkaProducer(publishing);
    this.queue = new PublishQueue((records) => this.producer.send(records), refusedByBroker);
    this.admin = new KafkaTopics(kafka);
    this.reader = new KafkaReader(kafka);
  }

  async publish(records: readonly RecordToPublish[]): Promise<readonly Acknowledged[]> {
    this.refuseWhenClosed();
    if (records.some(({ topic }) => !this.counts.has(topic))) {
      // One after the other, so that calls keep their order.
      this.lookup = this.lookup.catch(() => undefined).then(() => this.learnCounts(records));
      await this.lookup;
      this.refuseWhenClosed();
    }
    return this.queue.publish(placeRecords(records, (topic) => this.counts.get(topic)));
  }

  async subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription> {
    this.refuseWhenClosed();
    const subscription = await KafkaSubscription.start(
      {
        handler,
        logger: this.logger,
        backOff: this.backOff,
        newClient: this.newClient,
        partitionCounts: (topics) => this.admin.partitionCounts(topics),
        endOf: async (topic, partition) =>
          (await this.admin.ends(topic)).find((ends) => ends.partition === partition)?.high ?? 0,
      },
      options,
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  async *read(topic: string, partition: number, from: number, to: number): AsyncGenerator<readonly StoredRecord[]> {
    this.refuseWhenClosed();
    const pages = this.reader.read({ topic, partition, from, to });
    this.reads.add(pages);
    try {
      for await (const page of pages) {
        this.refuseWhenClosed();
        yield page;
      }
    } finally {
      this.reads.delete(pages);
    }
  }

  ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    return this.admin.ensure(specs);
  }

  ends(topic: string): Promise<readonly PartitionEnds[]> {
    return this.admin.ends(topic);
  }

  async deleteTopics(topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.counts.delete(topic);
    await this.admin.delete(topics);
  }

  deleteGroups(groupIds: readonly string[]): Promise<void> {
    return this.admin.deleteGroups(groupIds);
  }

  topics(): Promise<readonly string[]> {
    return this.admin.list();
  }

  /** Stops the subscriptions, lets what is being published finish, closes every connection. A second call does nothing more. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await Promise.all([...this.reads].map((pages) => pages.return(undefined)));
    await this.reader.close();
    await this.queue.idle();
    await this.producer.close();
  }

  private async learnCounts(records: readonly RecordToPublish[]): Promise<void> {
    const unknown = new Set(records.map(({ topic }) => topic).filter((topic) => !this.counts.has(topic)));
    if (unknown.size === 0) return;
    for (const [topic, count] of await this.admin.partitionCounts([...unknown])) this.counts.set(topic, count);
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new Error('Using the message log failed: it is closed');
  }
}

/** Connects to Kafka; rejects at once when no broker answers. The caller closes the log. */
export async function openKafkaLog(options: KafkaLogOptions): Promise<MessageLog> {
  const { logger = silentLogger, backOff = jitteredBackOff } = options;
  const client = { access: options.access, clientId: options.clientId, logger };
  const newClient = (): Kafka => kafkaClient(client);
  const kafka = newClient();
  await new KafkaTopics(kafka).check();
  return new KafkaLog(kafka, kafkaClient(client, PUBLISH_RETRY), newClient, logger, backOff);
}
