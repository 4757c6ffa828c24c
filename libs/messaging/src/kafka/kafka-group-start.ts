import { type Kafka } from 'kafkajs';
import { openCluster } from './kafka-cluster.js';
import { membershipChanged } from './kafka-error.js';
import { retried } from './retried.js';

/** Committing without membership: the group's "simple consumer" door. The broker refuses it while the group has members. */
const NO_MEMBER = { groupGenerationId: -1, memberId: '' } as const;

/**
 * Commits the present end for each partition of a group that has no offset there. kafkajs settles "from the end" only at its
 * first fetch, so records published between joining and that fetch would be missed.
 */
export async function pinGroupToEnd(kafka: Kafka, groupId: string, counts: ReadonlyMap<string, number>): Promise<void> {
  const cluster = openCluster(kafka);
  const wanted = [...counts].map(([topic, count]) => ({
    topic,
    partitions: Array.from({ length: count }, (_, partition) => ({ partition })),
  }));
  try {
    await cluster.connect();
    await cluster.addMultipleTargetTopics([...counts.keys()]);
    await retried(async () => {
      const coordinator = await cluster.findGroupCoordinator({ groupId });
      const { responses } = await coordinator.offsetFetch({ groupId, topics: wanted });
      const unset = responses
        .map(({ topic, partitions }) => ({ topic, partitions: partitions.filter(({ offset }) => Number(offset) < 0) }))
        .filter(({ partitions }) => partitions.length > 0);
      if (unset.length === 0) return;
      const ends = await cluster.fetchTopicsOffset(unset.map((topic) => ({ ...topic, fromBeginning: false })));
      await coordinator.offsetCommit({ groupId, ...NO_MEMBER, topics: ends }).catch((error: unknown) => {
        // The group has members already: their start was pinned when the first of them came.
        if (!membershipChanged(error)) throw error;
      });
    });
  } finally {
    await cluster.disconnect().catch(() => undefined);
  }
}
