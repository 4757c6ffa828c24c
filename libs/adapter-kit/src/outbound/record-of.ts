import type { StoredRecord } from '#lib/messaging';
import type { StoredDelivery } from '#lib/persistence';

/** The delivery as it stood in its topic, from its row: key, value and headers untouched. */
export function recordOf(topic: string, { delivery, record }: StoredDelivery): StoredRecord {
  return {
    topic,
    partition: delivery.topicPartition,
    offset: delivery.topicOffset,
    key: record?.key ?? null,
    value: record === null || record.value.length === 0 ? null : record.value,
    headers: record?.headers ?? {},
  };
}
