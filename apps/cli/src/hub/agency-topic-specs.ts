import type { TopicSpec } from '#lib/messaging';
import { topicNames, type AdapterOnBroker } from '#lib/platform';

/** The agency can read again for so long; what was accepted, decided and delivered stands in the hub's own topics for ever. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Topics of agencies that speak Kafka themselves, as many partitions each as the case log, so that answers lie where their records do. */
export function agencyTopicSpecs(
  prefix: string,
  adapters: readonly AdapterOnBroker[],
  partitions: number,
): readonly TopicSpec[] {
  const topics = topicNames(prefix);
  const agencies = adapters.flatMap(({ native }) => native.map((one) => topics.agency(one)));
  const own = agencies.flatMap((names) => [names.in, names.out, names.receipts]);
  const config = { 'retention.ms': String(KEPT_MS), 'cleanup.policy': 'delete' };
  return own.map((topic) => ({ topic, partitions, config }));
}
