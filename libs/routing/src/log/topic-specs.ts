import type { TopicSpec } from '#lib/messaging';

/**
 * All topics of the hub have the case log's partitions, so that one partition's decisions and deliveries stay together and in order.
 * Nothing expires: recompute needs the whole log (decisions 9). 2 MiB is the largest record (decisions 31).
 */
export function topicSpecs(topics: readonly string[], partitions: number): readonly TopicSpec[] {
  const config = {
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'cleanup.policy': 'delete',
    'max.message.bytes': '2097152',
  };
  return topics.map((topic) => ({ topic, partitions, config }));
}
