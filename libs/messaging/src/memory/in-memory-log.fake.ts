import { type BackOff } from '../back-off.js';
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
import { type Acknowledged } from '../publish-queue.js';
import { InMemoryBroker } from './in-memory-broker.fake.js';
import { InMemorySubscription } from './in-memory-subscription.fake.js';

export interface InMemoryLogOptions {
  /** Shared by logs that are to see each other, as instances on one Kafka do. Default: a broker of its own. */
  readonly broker?: InMemoryBroker;
  readonly logger?: MessagingLogger;
  /** Milliseconds before a batch is handed over again. Default: 1. */
  readonly backOff?: BackOff;
  /** Records in a batch, at most. */
  readonly batchSize?: number;
}

const READ_PAGE = 100;

/** The message log without Kafka, for tests: partitions, offsets, groups, rebalancing, and faults on demand (`broker.faults`). */
export class InMemoryLog implements MessageLog {
  readonly broker: InMemoryBroker;
  private readonly subscriptions = new Set<Subscription>();
  private closed = false;

  constructor(private readonly options: InMemoryLogOptions = {}) {
    this.broker = options.broker ?? new InMemoryBroker();
  }

  async publish(records: readonly RecordToPublish[]): Promise<readonly Acknowledged[]> {
    this.refuseWhenClosed();
    return records.length === 0 ? [] : this.broker.publish(records);
  }

  async subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription> {
    this.refuseWhenClosed();
    const { logger = silentLogger, backOff = () => 1, batchSize = 500 } = this.options;
    const group = this.broker.group(options.groupId);
    const subscription = new InMemorySubscription(
      this.broker,
      group,
      { ...options, logger, backOff, batchSize },
      handler,
    );
    group.join(subscription, options);
    this.subscriptions.add(subscription);
    return Promise.resolve(subscription);
  }

  async *read(topic: string, partition: number, from: number, to: number): AsyncGenerator<readonly StoredRecord[]> {
    this.refuseWhenClosed();
    const place = this.broker.partition(topic, partition);
    const end = Math.min(to, place.high);
    for (let position = from; ;) {
      const page = place.from(position, READ_PAGE).filter(({ offset }) => offset < end);
      const last = page[page.length - 1];
      if (last === undefined) return;
      yield await Promise.resolve(page);
      position = last.offset + 1;
    }
  }

  async ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    await Promise.resolve();
    for (const spec of specs) this.broker.createTopic(spec);
  }

  async ends(topic: string): Promise<readonly PartitionEnds[]> {
    await Promise.resolve();
    const partitions = this.broker.topics.get(topic);
    if (partitions === undefined) throw new Error(`Reading the ends of ${topic} failed: there is no such topic`);
    return partitions.map(({ low, high }, partition) => ({ partition, low, high }));
  }

  async deleteTopics(topics: readonly string[]): Promise<void> {
    await Promise.resolve();
    for (const topic of topics) this.broker.topics.delete(topic);
  }

  async deleteGroups(groupIds: readonly string[]): Promise<void> {
    await Promise.resolve();
    for (const groupId of groupIds) {
      if (this.broker.groups.get(groupId)?.hasMembers()) throw new Error(`Group ${groupId} still has members`);
      this.broker.groups.delete(groupId);
    }
  }

  async topics(): Promise<readonly string[]> {
    return Promise.resolve([...this.broker.topics.keys()]);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new Error('Using the message log failed: it is closed');
  }
}
