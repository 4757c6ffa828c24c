import { type RecordToPublish } from './message-log.port.js';
import { partitionOf } from './partition-of.js';
import { type PlacedRecord } from './publish-queue.js';

/** Settles the partition of each record before anything is sent, so that a wrong record fails its own call only. */
export function placeRecords(
  records: readonly RecordToPublish[],
  partitionsOf: (topic: string) => number | undefined,
): PlacedRecord[] {
  return records.map(({ topic, key, value, headers, partition }) => {
    const partitions = partitionsOf(topic);
    if (partitions === undefined)
      throw new Error(`Publishing to ${topic} failed: there is no topic ${topic}, or this principal may not see it`);
    if (partition === undefined && key === null) {
      throw new Error(`Publishing to ${topic} failed: a record without key must name its partition`);
    }
    const place = partition ?? partitionOf(key as string, partitions);
    if (!Number.isInteger(place) || place < 0 || place >= partitions) {
      throw new Error(`Publishing to ${topic} failed: it has ${partitions} partitions, not a partition ${place}`);
    }
    return { topic, partition: place, key, value, headers };
  });
}
