import { type SubscribeOptions } from '../message-log.port.js';
import { partitionKey } from '../partition-key.js';
import { type InMemoryBroker } from './in-memory-broker.fake.js';
import { type InMemorySubscription } from './in-memory-subscription.fake.js';

export interface OwnedPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A consumer group: committed offsets, members, and who owns which partition. */
export class InMemoryGroup {
  readonly committed = new Map<string, number>();
  /** With true, a new owner begins before the old one's handler has ended, as after a lost membership (a "zombie"). */
  overlap = false;
  generation = 0;
  private readonly members: InMemorySubscription[] = [];
  private readonly busy = new Map<string, Promise<void>>();

  constructor(
    private readonly broker: InMemoryBroker,
    readonly groupId: string,
  ) {}

  hasMembers(): boolean {
    return this.members.length > 0;
  }

  join(member: InMemorySubscription, { topics, from }: SubscribeOptions): void {
    for (const topic of topics) {
      const partitions = this.broker.topics.get(topic);
      if (partitions === undefined)
        throw new Error(`Subscribing group ${this.groupId} failed: there is no topic ${topic}`);
      partitions.forEach(({ low, high }, partition) => {
        const key = partitionKey(topic, partition);
        if (!this.committed.has(key)) this.committed.set(key, from === 'end' ? high : low);
      });
    }
    this.members.push(member);
    this.rebalance();
  }

  leave(member: InMemorySubscription): void {
    const at = this.members.indexOf(member);
    if (at >= 0) this.members.splice(at, 1);
    this.rebalance();
  }

  /** Deals all partitions out anew, in turn. Batches handed out before are stale. */
  rebalance(): void {
    this.generation += 1;
    const hands = this.members.map((): OwnedPartition[] => []);
    const topics = [...new Set(this.members.flatMap((member) => member.options.topics))].sort();
    let turn = 0;
    for (const topic of topics) {
      const count = this.broker.topics.get(topic)?.length ?? 0;
      for (let partition = 0; partition < count; partition++) hands[turn++ % hands.length]?.push({ topic, partition });
    }
    this.members.forEach((member, index) => member.assign(hands[index] ?? [], this.generation));
    this.wake();
  }

  /** Runs the work of one owner; another owner of the same partition waits for it, unless owners may overlap. */
  async exclusively(key: string, work: () => Promise<void>): Promise<void> {
    while (!this.overlap && this.busy.has(key)) await this.busy.get(key);
    const running = work();
    this.busy.set(key, running);
    try {
      await running;
    } finally {
      if (this.busy.get(key) === running) this.busy.delete(key);
    }
  }

  wake(): void {
    for (const member of this.members) member.wake();
  }
}
