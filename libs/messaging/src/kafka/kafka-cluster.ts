import { type Kafka } from 'kafkajs';

/** The parts of kafkajs's inner cluster that have no public door: fetching without a group, committing without membership. */
export interface KafkaCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number; readonly leader: number }[];
  findBroker(place: { nodeId: number }): Promise<KafkaBroker>;
  findControllerBroker(): Promise<KafkaBroker>;
  findGroupCoordinator(group: { groupId: string }): Promise<KafkaBroker>;
  fetchTopicsOffset(
    topics: readonly { topic: string; partitions: readonly { partition: number }[]; fromBeginning: boolean }[],
  ): Promise<readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[]>;
}

/** A request that kafkajs does not know, as its connections take it. */
export interface KafkaRequest<Answer> {
  readonly request: {
    readonly apiKey: number;
    readonly apiVersion: number;
    readonly apiName: string;
    encode(): Promise<unknown>;
  };
  readonly response: { decode(bytes: Buffer): Promise<Answer>; parse(answer: Answer): Promise<Answer> };
}

export interface KafkaBroker {
  /** Of every connection to this broker, logged in already. */
  readonly connectionPool: { send<Answer>(request: KafkaRequest<Answer>): Promise<Answer> };
  fetch(request: {
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    isolationLevel: number;
    topics: readonly {
      topic: string;
      partitions: readonly { partition: number; fetchOffset: string; maxBytes: number }[];
    }[];
  }): Promise<{ responses: readonly { partitions: readonly FetchedPartition[] }[] }>;
  offsetCommit(request: {
    groupId: string;
    groupGenerationId: number;
    memberId: string;
    topics: readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[];
  }): Promise<unknown>;
  offsetFetch(request: {
    groupId: string;
    topics: readonly { topic: string; partitions: readonly { partition: number }[] }[];
  }): Promise<{
    responses: readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[];
  }>;
}

export interface FetchedPartition {
  readonly partition: number;
  readonly highWatermark: string;
  readonly messages: readonly FetchedMessage[];
}

export interface FetchedMessage {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | null | undefined>>;
  readonly isControlRecord?: boolean;
}

/** Transactions are not used in the hub; reading uncommitted keeps a foreign open transaction from stalling a partition. */
export const READ_UNCOMMITTED = 0;

/**
 * A cluster with the client's own settings, taken from kafkajs 2.2.4 by the description of its private symbol. The version is
 * pinned; another one fails here with a clear error.
 */
export function openCluster(kafka: Kafka): KafkaCluster {
  const name = Object.getOwnPropertySymbols(kafka).find(
    (symbol) => symbol.description === 'private:Kafka:createCluster',
  );
  const create: unknown = name === undefined ? undefined : Reflect.get(kafka, name);
  if (typeof create !== 'function') throw new Error('Opening a kafkajs cluster failed: this is not version 2.2.4');
  const options = { metadataMaxAge: 300_000, allowAutoTopicCreation: false, isolationLevel: READ_UNCOMMITTED };
  return (create as (options: object) => KafkaCluster)(options);
}
