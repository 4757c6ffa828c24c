import { type Consumer, type Kafka } from 'kafkajs';
import { type SubscribeOptions, type Subscription } from '../message-log.port.js';
import { type BatchRunnerOptions, KafkaBatchRunner } from './kafka-batch-runner.js';
import { type Assignment, startConsumer } from './kafka-consumer.js';
import { rootCause, unreadableCompression } from './kafka-error.js';
import { pinGroupToEnd } from './kafka-group-start.js';
import { retried } from './retried.js';

export interface SubscriptionSources extends BatchRunnerOptions {
  readonly newClient: () => Kafka;
  readonly partitionCounts: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** A broker that is back should not wait long for its consumers. */
const MAX_REBUILD_PAUSE_MS = 5_000;

/** A subscription outlives its consumers: one that crashes is replaced by a new one on a new client, with back-off. */
export class KafkaSubscription implements Subscription {
  private readonly runner: KafkaBatchRunner;
  private consumer: Consumer | null = null;
  private assignment: Assignment = {};
  private joined = false;
  private stopped = false;
  private rebuilding: Promise<void> = Promise.resolve();
  private crashes = 0;
  private wake: () => void = () => undefined;

  private constructor(
    private readonly sources: SubscriptionSources,
    private readonly options: SubscribeOptions,
  ) {
    this.runner = new KafkaBatchRunner(sources);
  }

  /** Resolves once the group has been joined; rejects when that fails the first time. */
  static async start(sources: SubscriptionSources, options: SubscribeOptions): Promise<KafkaSubscription> {
    const subscription = new KafkaSubscription(sources, options);
    try {
      // A fresh broker still loads its coordinators; kafkajs gives up joining at the first such answer.
      await retried(
        () => subscription.live(),
        7,
        (error) => rootCause(error).retriable === true,
      );
    } catch (error) {
      throw new Error(`Subscribing group ${options.groupId} failed: ${rootCause(error).message}`, { cause: error });
    }
    return subscription;
  }

  halted(): ReadonlyMap<string, string> {
    return this.runner.halted;
  }

  alive(): boolean {
    return this.joined && !this.stopped;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.runner.stop();
    this.wake();
    await this.rebuilding;
    await this.consumer?.disconnect().catch(() => undefined);
    this.consumer = null;
    this.joined = false;
  }

  private async live(): Promise<void> {
    const { topics, groupId, from } = this.options;
    const counts = await this.sources.partitionCounts(topics);
    const missing = topics.filter((topic) => !counts.has(topic));
    if (missing.length > 0)
      throw new Error(`there is no topic ${missing.join(', ')}, or this principal may not see it`);
    const kafka = this.sources.newClient();
    if (from === 'end') await pinGroupToEnd(kafka, groupId, counts);
    const partitions = [...counts.values()].reduce((sum, count) => sum + count, 0);
    this.consumer = await startConsumer(kafka, this.options, partitions, this.runner, {
      joined: (assignment) => {
        this.assignment = assignment;
        this.joined = true;
      },
      crashed: (error) => this.crashed(error),
    });
  }

  private crashed(error: Error): void {
    this.joined = false;
    this.consumer = null;
    if (this.stopped) return;
    const cause = rootCause(error);
    const { groupId } = this.options;
    if (unreadableCompression(error)) {
      // kafkajs does not say which partition it could not read, so all of this instance stop: none may be skipped.
      for (const [topic, partitions] of Object.entries(this.assignment)) {
        for (const partition of partitions) this.runner.halt(topic, partition, `unreadable batch: ${cause.message}`);
      }
      return;
    }
    this.sources.logger.warn({ groupId, name: cause.name, type: cause.type }, 'A consumer crashed and is replaced');
    this.rebuilding = this.rebuild();
  }

  private async rebuild(): Promise<void> {
    while (!this.stopped) {
      await this.pause(Math.min(MAX_REBUILD_PAUSE_MS, this.sources.backOff(++this.crashes)));
      if (this.stopped) return;
      try {
        await this.live();
        this.crashes = 0;
        return;
      } catch (error) {
        const { name, type } = rootCause(error);
        this.sources.logger.warn({ groupId: this.options.groupId, name, type }, 'Replacing a consumer failed');
      }
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
