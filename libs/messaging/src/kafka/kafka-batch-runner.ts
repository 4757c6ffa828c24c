import { type Batch, type Consumer, type EachBatchPayload } from 'kafkajs';
import { answerOf } from '../answer-of.js';
import { type BackOff } from '../back-off.js';
import { type BatchHandler, type RecordBatch } from '../message-log.port.js';
import { type MessagingLogger } from '../messaging-logger.port.js';
import { partitionKey } from '../partition-key.js';
import { thrownFields } from '../thrown.js';
import { type FetchedMessage } from './kafka-cluster.js';
import { membershipChanged } from './kafka-error.js';
import { toStoredRecord } from './kafka-record.mapper.js';
import { retried } from './retried.js';

export interface BatchRunnerOptions {
  readonly handler: BatchHandler;
  readonly logger: MessagingLogger;
  readonly backOff: BackOff;
  /** Next offset that will be written to the partition, asked of the broker. */
  readonly endOf: (topic: string, partition: number) => Promise<number>;
}

/**
 * Hands batches to the handler and acts on its outcome. Nothing is thrown into kafkajs: an error from `eachBatch` that it
 * holds for final stops the consumer while the process lives on. Lives as long as the subscription, over several consumers.
 */
export class KafkaBatchRunner {
  readonly halted = new Map<string, string>();
  private readonly attempts = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private membership = 0;
  private stopping = false;

  constructor(private readonly options: BatchRunnerOptions) {}

  /** The group rebalances or the consumer is gone: batches handed out before are stale from now on. */
  membershipEnded(): void {
    this.membership += 1;
  }

  stop(): void {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  halt(topic: string, partition: number, reason: string): void {
    this.halted.set(partitionKey(topic, partition), reason);
    this.options.logger.error({ topic, partition, reason }, 'A partition is halted until the process is restarted');
  }

  async run(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    try {
      if (this.halted.has(partitionKey(topic, partition))) payload.pause();
      else await this.handle(consumer, payload);
    } catch (error) {
      this.options.logger.error({ topic, partition, ...thrownFields(error) }, 'Acting on a batch failed');
      this.handOverAgain(consumer, payload);
    }
  }

  private async handle(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    const place = partitionKey(topic, partition);
    const batch = this.recordBatch(payload);
    const outcome = await answerOf(this.options.handler, batch, this.options.logger);
    switch (outcome.kind) {
      case 'done':
        this.attempts.delete(place);
        payload.resolveOffset(payload.batch.lastOffset());
        return this.commit(payload);
      case 'resume-at':
        this.attempts.delete(place);
        return this.resumeAt(consumer, payload, outcome.offset);
      case 'retry':
        if (this.stopping) return;
        this.options.logger.warn({ topic, partition, reason: outcome.reason }, 'A batch will be handed over again');
        return this.handOverAgain(consumer, payload);
      case 'halt':
        this.halt(topic, partition, outcome.reason);
        payload.pause();
    }
  }

  private recordBatch(payload: EachBatchPayload): RecordBatch {
    const { batch } = payload;
    const { topic, partition } = batch;
    const membership = this.membership;
    let lost = false;
    return {
      topic,
      partition,
      records: batch.messages.map((message) => toStoredRecord(topic, partition, message as FetchedMessage)),
      highWatermark: Number(batch.highWatermark),
      isStale: () =>
        lost || this.stopping || membership !== this.membership || !payload.isRunning() || payload.isStale(),
      // kafkajs throws here when the group rebalances; it does so again after the batch, where it can act on it.
      heartbeat: () =>
        payload.heartbeat().catch((error: unknown) => {
          lost = true;
          this.options.logger.debug({ topic, partition, ...thrownFields(error) }, 'A heartbeat failed');
        }),
    };
  }

  /**
   * Through the payload's own door, because `consumer.commitOffsets` does nothing once the consumer is stopping, and the batch
   * that `stop()` waited for must count. A failure costs repeats after a restart, which receivers of batches drop.
   */
  private async commit(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    const offset = String(Number(payload.batch.lastOffset()) + 1);
    const commit = () => payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
    try {
      await retried(() => commit().catch((error: unknown) => void this.ignoreMembership(error)), 3);
    } catch (error) {
      this.options.logger.warn({ topic, partition, ...thrownFields(error) }, 'Committing an offset failed');
    }
  }

  private ignoreMembership(error: unknown): void {
    if (!membershipChanged(error)) throw error as Error;
  }

  private async resumeAt(consumer: Consumer, payload: EachBatchPayload, offset: number): Promise<void> {
    const { topic, partition } = payload.batch;
    // Beyond the end kafkajs would silently start from the beginning: the broker has lost records, or is another one.
    const beyond =
      offset > Number(payload.batch.highWatermark) && offset > (await this.options.endOf(topic, partition));
    if (beyond || !Number.isSafeInteger(offset) || offset < 0) {
      this.halt(topic, partition, `the handler asked for offset ${offset}, which the partition does not have`);
      payload.pause();
      return;
    }
    consumer.seek({ topic, partition, offset: String(offset) });
  }

  /** The partition pauses meanwhile and the others go on: waiting inside `eachBatch` would hold up every partition of the broker. */
  private handOverAgain(consumer: Consumer, payload: EachBatchPayload): void {
    const { topic, partition } = payload.batch;
    const place = partitionKey(topic, partition);
    if (this.stopping) return;
    const attempt = (this.attempts.get(place) ?? 0) + 1;
    this.attempts.set(place, attempt);
    const resume = this.rewind(consumer, payload);
    if (resume === null) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (!this.halted.has(place)) resume();
    }, this.options.backOff(attempt));
    this.timers.add(timer);
  }

  private rewind(consumer: Consumer, payload: EachBatchPayload): (() => void) | null {
    const { topic, partition } = payload.batch;
    try {
      consumer.seek({ topic, partition, offset: firstOffset(payload.batch) });
      return payload.pause();
    } catch {
      // The consumer is gone; its successor begins at the committed offset, which is not past this batch.
      return null;
    }
  }
}

function firstOffset(batch: Batch): string {
  return batch.messages[0]?.offset ?? batch.firstOffset() ?? '0';
}
