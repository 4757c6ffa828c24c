import { type Admin, type Kafka } from 'kafkajs';
import { type PartitionEnds, type TopicSpec } from '../message-log.port.js';
import { groupHasMembers, leaderMissing, rootCause, unknownTopic } from './kafka-error.js';
import { retried } from './retried.js';

/**
 * What holds for every topic of the hub unless its spec says otherwise. A batch may be 2 MiB (bodies are at most 1 MiB, and
 * decision records carry cells besides). The broker stores uncompressed whatever a producer sends, so that no foreign
 * compression can stop a consumer.
 */
const TOPIC_CONFIG: Readonly<Record<string, string>> = {
  'max.message.bytes': '2097152',
  'compression.type': 'uncompressed',
};

/** The administrative side of the log. Each call has a connection of its own, so a failed one leaves nothing behind. */
export class KafkaTopics {
  constructor(private readonly kafka: Kafka) {}

  /** A broker that has just made many topics may answer for a moment that it does not know some of them. */
  async ensure(specs: readonly TopicSpec[]): Promise<void> {
    await retried(
      () => this.ensureOnce(specs),
      8,
      (error) => unknownTopic(error) || leaderMissing(error),
    );
  }

  private async ensureOnce(specs: readonly TopicSpec[]): Promise<void> {
    await this.withAdmin('Creating topics', async (admin) => {
      const existing = new Set(await admin.listTopics());
      const missing = specs.filter(({ topic }) => !existing.has(topic));
      if (missing.length > 0) {
        await admin.createTopics({
          waitForLeaders: true,
          timeout: 30_000,
          topics: missing.map(({ topic, partitions, config }) => ({
            topic,
            numPartitions: partitions,
            configEntries: Object.entries({ ...TOPIC_CONFIG, ...config }).map(([name, value]) => ({ name, value })),
          })),
        });
      }
      if (specs.length === 0) return;
      const { topics } = await admin.fetchTopicMetadata({ topics: specs.map(({ topic }) => topic) });
      for (const { topic, partitions } of specs) {
        const found = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
        if (found !== partitions) {
          throw new Error(
            `Topic ${topic} has ${found} partitions where ${partitions} are expected; the number is fixed for a log's life`,
          );
        }
      }
    });
  }

  /** Number of partitions per topic; topics that don't exist are absent. */
  async partitionCounts(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.withAdmin('Reading topic metadata', async (admin) => {
      const existing = new Set(await admin.listTopics());
      const known = topics.filter((topic) => existing.has(topic));
      if (known.length === 0) return new Map();
      const metadata = await admin.fetchTopicMetadata({ topics: known });
      return new Map(metadata.topics.map(({ name, partitions }) => [name, partitions.length]));
    });
  }

  async ends(topic: string): Promise<readonly PartitionEnds[]> {
    return this.withAdmin(`Reading the ends of ${topic}`, async (admin) =>
      // A topic that was made a moment ago has a leader in the metadata before that broker leads it.
      (await retried(() => admin.fetchTopicOffsets(topic), 8, leaderMissing))
        .map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }))
        .sort((left, right) => left.partition - right.partition),
    );
  }

  async list(): Promise<readonly string[]> {
    return this.withAdmin('Listing topics', (admin) => admin.listTopics());
  }

  async delete(topics: readonly string[]): Promise<void> {
    await this.withAdmin('Deleting topics', async (admin) => {
      const existing = new Set(await admin.listTopics());
      const known = topics.filter((topic) => existing.has(topic));
      if (known.length === 0) return;
      await admin.deleteTopics({ topics: known, timeout: 30_000 }).catch((error: unknown) => {
        if (!unknownTopic(error)) throw error;
      });
    });
  }

  async deleteGroups(groupIds: readonly string[]): Promise<void> {
    const deleteKnown = async (admin: Admin): Promise<void> => {
      const { groups } = await admin.listGroups();
      const existing = new Set(groups.map(({ groupId }) => groupId));
      const known = groupIds.filter((groupId) => existing.has(groupId));
      if (known.length > 0) await admin.deleteGroups(known);
    };
    // A member that was killed stays in its group until its session has run out (10 s).
    await this.withAdmin('Deleting consumer groups', (admin) => retried(() => deleteKnown(admin), 8, groupHasMembers));
  }

  async check(): Promise<void> {
    await this.withAdmin('Connecting to Kafka', (admin) => admin.describeCluster());
  }

  private async withAdmin<T>(task: string, use: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return await use(admin);
    } catch (error) {
      const cause = rootCause(error);
      throw new Error(`${task} failed: ${cause.message}`, { cause: error });
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }
}
