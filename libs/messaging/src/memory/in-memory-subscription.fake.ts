import { answerOf } from '../answer-of.js';
import { type BackOff } from '../back-off.js';
import {
  type BatchHandler,
  type RecordBatch,
  type StoredRecord,
  type SubscribeOptions,
  type Subscription,
} from '../message-log.port.js';
import { type MessagingLogger } from '../messaging-logger.port.js';
import { partitionKey } from '../partition-key.js';
import { type InMemoryBroker } from './in-memory-broker.fake.js';
import { type InMemoryGroup, type OwnedPartition } from './in-memory-group.fake.js';

export interface InMemorySubscriptionOptions extends SubscribeOptions {
  readonly backOff: BackOff;
  readonly batchSize: number;
  readonly logger: MessagingLogger;
}

/** One member of a group: a loop per partition that it owns. */
export class InMemorySubscription implements Subscription {
  private readonly haltedPartitions = new Map<string, string>();
  private readonly loops = new Set<Promise<void>>();
  private sleepers: (() => void)[] = [];
  private generation = 0;
  private stopped = false;

  constructor(
    private readonly broker: InMemoryBroker,
    private readonly group: InMemoryGroup,
    readonly options: InMemorySubscriptionOptions,
    private readonly handler: BatchHandler,
  ) {}

  halted(): ReadonlyMap<string, string> {
    return this.haltedPartitions;
  }

  alive(): boolean {
    return !this.stopped;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await Promise.all(this.loops);
    this.group.leave(this);
  }

  assign(partitions: readonly OwnedPartition[], generation: number): void {
    this.generation = generation;
    if (this.stopped) return;
    for (const place of partitions) {
      const loop = this.consume(place, generation);
      this.loops.add(loop);
      void loop.finally(() => this.loops.delete(loop));
    }
  }

  wake(): void {
    const sleepers = this.sleepers;
    this.sleepers = [];
    for (const wake of sleepers) wake();
  }

  private async consume({ topic, partition }: OwnedPartition, generation: number): Promise<void> {
    const key = partitionKey(topic, partition);
    const current = (): boolean => !this.stopped && this.generation === generation && !this.haltedPartitions.has(key);
    await this.group.exclusively(key, async () => {
      const place = this.broker.topics.get(topic)?.[partition];
      let position = this.group.committed.get(key) ?? 0;
      let attempt = 0;
      while (current() && place !== undefined) {
        const records = place.from(position, this.options.batchSize);
        const last = records[records.length - 1];
        if (last === undefined) {
          await this.sleep();
          continue;
        }
        const batch = this.batch(topic, partition, records, place.high, generation);
        const outcome = await answerOf(this.handler, batch, this.options.logger);
        if (outcome.kind !== 'retry') attempt = 0;
        switch (outcome.kind) {
          case 'done':
            position = last.offset + 1;
            await this.commit(topic, partition, position, generation);
            break;
          case 'resume-at':
            if (outcome.offset > place.high || outcome.offset < 0) {
              this.haltedPartitions.set(
                key,
                `the handler asked for offset ${outcome.offset}, which the partition does not have`,
              );
            }
            position = outcome.offset;
            break;
          case 'retry':
            await this.pause(this.options.backOff(++attempt), current);
            break;
          case 'halt':
            this.haltedPartitions.set(key, outcome.reason);
        }
      }
    });
  }

  private batch(
    topic: string,
    partition: number,
    records: readonly StoredRecord[],
    highWatermark: number,
    generation: number,
  ): RecordBatch {
    return {
      topic,
      partition,
      records,
      highWatermark,
      isStale: () => this.stopped || this.generation !== generation,
      heartbeat: () => Promise.resolve(),
    };
  }

  /** A commit of an earlier generation is refused, as the broker refuses it. */
  private async commit(topic: string, partition: number, offset: number, generation: number): Promise<void> {
    try {
      await this.broker.faults.beforeCommit?.(this.group.groupId, topic, partition, offset);
    } catch {
      return;
    }
    if (this.group.overlap && this.generation !== generation) return;
    this.group.committed.set(partitionKey(topic, partition), offset);
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => this.sleepers.push(resolve));
  }

  private async pause(milliseconds: number, current: () => boolean): Promise<void> {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      this.wake();
    }, milliseconds);
    while (!over && current()) await this.sleep();
    clearTimeout(timer);
  }
}
