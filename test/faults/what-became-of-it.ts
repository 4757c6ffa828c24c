import { ENDPOINTS, type CaseFacts } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import type { IncomingDelivery } from '#lib/persistence';
import { recomputePartition, type PartitionRecomputed } from '#lib/routing';
import { PARTITIONS, type RoutedWorld } from './routed-world.js';

export interface WhatBecameOfIt {
  readonly partitions: readonly PartitionRecomputed[];
  readonly repeated: { readonly decisions: number; readonly deliveries: number };
  /** Ids that are on a delivery topic with more than one content. */
  readonly doubled: readonly string[];
  /** Deliveries on the topics, each id once. */
  readonly deliveries: number;
  /** Deliveries that a receiver takes, in the order of its topic, through the watermark. */
  readonly taken: number;
}

/** Decides the log again, and receives everything as the adapters do. */
export async function whatBecameOf(world: RoutedWorld): Promise<WhatBecameOfIt> {
  const partitions: PartitionRecomputed[] = [];
  for (let partition = 0; partition < PARTITIONS; partition += 1) partitions.push(await recompute(world, partition));
  const sum = (kind: 'decisions' | 'deliveries') => partitions.reduce((total, one) => total + one[kind].repeated, 0);
  return {
    partitions,
    repeated: { decisions: sum('decisions'), deliveries: sum('deliveries') },
    ...(await receive(world)),
  };
}

function recompute({ test, log, database }: RoutedWorld, partition: number): Promise<PartitionRecomputed> {
  const facts = new Map<string, CaseFacts>();
  return recomputePartition(
    {
      hub: test.hub,
      topics: test.topics,
      log,
      decidedUpTo: async (of) => (await database.router.partitionRow(of))?.nextOffset ?? 0,
      newFacts: () => ({ get: (key) => facts.get(key) ?? null, set: (key, value) => void facts.set(key, value) }),
    },
    partition,
  );
}

async function receive(world: RoutedWorld): Promise<Pick<WhatBecameOfIt, 'doubled' | 'deliveries' | 'taken'>> {
  const contents = new Map<string, Set<string>>();
  let taken = 0;
  for (const endpoint of ENDPOINTS) {
    const topic = world.test.topics.delivery(endpoint);
    for (const { partition, high } of await world.log.ends(topic)) {
      for await (const page of world.log.read(topic, partition, 0, high)) {
        for (const record of page) {
          const id = record.headers['ce_id'] ?? '';
          contents.set(id, (contents.get(id) ?? new Set()).add(contentOf(record)));
        }
        const { taken: answers } = await world.database.deliveries.take(
          page.map((record) => requestOf(endpoint, record)),
        );
        taken += answers.filter(({ kind }) => kind === 'taken').length;
      }
    }
  }
  const doubled = [...contents].filter(([, different]) => different.size > 1).map(([id]) => id);
  return { doubled, deliveries: contents.size, taken };
}

function contentOf({ key, value, headers }: StoredRecord): string {
  return JSON.stringify([key, value?.toString('hex'), Object.entries(headers).sort()]);
}

function requestOf(endpoint: string, { key, value, headers, partition, offset }: StoredRecord): IncomingDelivery {
  const [logPartition = 0, logOffset = 0] = (headers['schakel-log-place'] ?? '').split(':').map(Number);
  return {
    endpoint,
    unit: headers['schakel-unit'] ?? null,
    deliveryId: headers['ce_id'] ?? '',
    messageId: headers['schakel-message-id'] ?? '',
    decisionId: headers['schakel-decision-id'] ?? '',
    code: 'M00',
    caseKey: headers['schakel-case-key'] ?? '',
    lane: 'CASE',
    removal: false,
    generation: 0,
    logPartition,
    logOffset,
    topicPartition: partition,
    topicOffset: offset,
    record: { key, value: value ?? Buffer.alloc(0), headers },
  };
}
