import { type RecordToPublish, type StoredRecord, type TopicSpec } from '../message-log.port.js';
import { placeRecords } from '../place-records.js';
import { type Acknowledged } from '../publish-queue.js';
import { InMemoryGroup } from './in-memory-group.fake.js';

/** Thrown from a hook = the step fails at this place, as a broker or network would make it fail. */
export interface LogFaults {
  /** Before anything is stored: the publish fails and nothing of it is there. */
  beforePublish?: (records: readonly RecordToPublish[]) => void | Promise<void>;
  /** After all is stored: the acknowledgement is lost, so the publisher believes that it failed. */
  afterPublish?: (records: readonly RecordToPublish[]) => void | Promise<void>;
  /** The commit is lost: the work is done, and will be handed over again after a restart. */
  beforeCommit?: (groupId: string, topic: string, partition: number, offset: number) => void | Promise<void>;
}

export class InMemoryPartition {
  readonly records: StoredRecord[] = [];
  low = 0;
  high = 0;

  from(offset: number, limit: number): StoredRecord[] {
    const page: StoredRecord[] = [];
    // Offsets only grow, and gaps only make the place in the array lower than the offset.
    for (let at = this.firstAt(offset); at < this.records.length && page.length < limit; at++) {
      page.push(this.records[at] as StoredRecord);
    }
    return page;
  }

  private firstAt(offset: number): number {
    let low = 0;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.records[middle] as StoredRecord).offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The state that several `InMemoryLog`s share, as instances of a hub share a Kafka. */
export class InMemoryBroker {
  readonly topics = new Map<string, InMemoryPartition[]>();
  readonly groups = new Map<string, InMemoryGroup>();
  readonly faults: LogFaults = {};

  createTopic({ topic, partitions }: TopicSpec): void {
    const existing = this.topics.get(topic);
    if (existing === undefined) {
      this.topics.set(
        topic,
        Array.from({ length: partitions }, () => new InMemoryPartition()),
      );
    } else if (existing.length !== partitions) {
      throw new Error(`Topic ${topic} has ${existing.length} partitions where ${partitions} are expected`);
    }
  }

  async publish(records: readonly RecordToPublish[]): Promise<readonly Acknowledged[]> {
    const placed = placeRecords(records, (topic) => this.topics.get(topic)?.length);
    await this.faults.beforePublish?.(records);
    const acknowledged = placed.map(({ topic, partition, key, value, headers }) => {
      const place = this.partition(topic, partition);
      const offset = place.high++;
      place.records.push({ topic, partition, offset, key, value: Buffer.from(value), headers: { ...headers } });
      return { partition, offset };
    });
    this.wake();
    await this.faults.afterPublish?.(records);
    return acknowledged;
  }

  /** Uses up offsets without a record, as transaction markers and compaction do. */
  leaveGap(topic: string, partition: number, offsets: number): void {
    this.partition(topic, partition).high += offsets;
    this.wake();
  }

  /** Stores a record without a value (a tombstone), which the port can read and cannot publish. */
  storeTombstone(topic: string, partition: number, key: string): void {
    const place = this.partition(topic, partition);
    place.records.push({ topic, partition, offset: place.high++, key, value: null, headers: {} });
    this.wake();
  }

  /** Deletes the records below `offset`, as retention does. */
  truncate(topic: string, partition: number, offset: number): void {
    const place = this.partition(topic, partition);
    place.records.splice(0, place.records.length - place.from(offset, Infinity).length);
    place.low = Math.min(offset, place.high);
  }

  partition(topic: string, partition: number): InMemoryPartition {
    const found = this.topics.get(topic)?.[partition];
    if (found === undefined) throw new Error(`There is no partition ${topic}/${partition}`);
    return found;
  }

  group(groupId: string): InMemoryGroup {
    const group = this.groups.get(groupId) ?? new InMemoryGroup(this, groupId);
    this.groups.set(groupId, group);
    return group;
  }

  wake(): void {
    for (const group of this.groups.values()) group.wake();
  }
}
