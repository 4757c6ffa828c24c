/**
 * The port to Kafka. Batch-first: a consumer hands over one partition's batch, a publisher takes an array and resolves when
 * every record is acknowledged by all in-sync replicas. `message-log.features.ts` is its behaviour, run on the fake and on Kafka.
 */
export interface RecordToPublish {
  readonly topic: string;
  /** null = no key; then `partition` must be given. */
  readonly key: string | null;
  readonly value: Buffer;
  /** Names in lower case, values UTF-8. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without it the partition follows from the key (murmur2, as the Java client does). */
  readonly partition?: number;
}

export interface StoredRecord {
  readonly topic: string;
  readonly partition: number;
  /** Below 2^53 by far; a number is ten times cheaper than a bigint here. */
  readonly offset: number;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly StoredRecord[];
  /** Next offset that will be written to the partition, for lag. */
  readonly highWatermark: number;
  /** True once the partition may have moved to another instance or the consumer is stopping. Cheap; ask between chunks. */
  isStale(): boolean;
  /** Keeps the membership alive during long work; call between chunks. */
  heartbeat(): Promise<void>;
}

/** What a batch handler answers. It never throws for an expected failure; a throw is treated as `retry`. */
export type BatchOutcome =
  /** All records are done; the group offset moves on. */
  | { readonly kind: 'done' }
  /** Go on from this offset (earlier or later), e.g. the place that the partition's row names. */
  | { readonly kind: 'resume-at'; readonly offset: number }
  /** Hand the same batch over again after a pause (back-off with jitter). */
  | { readonly kind: 'retry'; readonly reason: string }
  /** Stop consuming this partition until the process is restarted, and raise the alarm. Others go on. */
  | { readonly kind: 'halt'; readonly reason: string };

export type BatchHandler = (batch: RecordBatch) => Promise<BatchOutcome>;

export interface SubscribeOptions {
  readonly topics: readonly string[];
  readonly groupId: string;
  /** Where a group without a committed offset begins. */
  readonly from: 'beginning' | 'end';
}

export interface Subscription {
  /** Partitions halted by a handler: `topic/partition` → reason. Health and metrics read it. */
  halted(): ReadonlyMap<string, string>;
  /** False once the consumer has crashed for good or has left its group. */
  alive(): boolean;
  /** Waits for the running handler, leaves the group, disconnects. */
  stop(): Promise<void>;
}

export interface TopicSpec {
  readonly topic: string;
  readonly partitions: number;
  /** e.g. `{ 'retention.ms': '-1' }`. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface PartitionEnds {
  readonly partition: number;
  readonly low: number;
  /** Next offset that will be written. */
  readonly high: number;
}

export interface MessageLog {
  /** Publishes in order per partition. Resolves with the offset of each record, in the order given, once all are acknowledged. */
  publish(
    records: readonly RecordToPublish[],
  ): Promise<readonly { readonly partition: number; readonly offset: number }[]>;
  subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription>;
  /** Reads [from, to) of one partition without a group; used by recompute, ledger catch-up and replay. */
  read(topic: string, partition: number, from: number, to: number): AsyncIterable<readonly StoredRecord[]>;
  /** Creates what is missing; fails when a topic exists with another number of partitions. */
  ensureTopics(specs: readonly TopicSpec[]): Promise<void>;
  ends(topic: string): Promise<readonly PartitionEnds[]>;
  deleteTopics(topics: readonly string[]): Promise<void>;
  deleteGroups(groupIds: readonly string[]): Promise<void>;
  topics(): Promise<readonly string[]>;
  close(): Promise<void>;
}
