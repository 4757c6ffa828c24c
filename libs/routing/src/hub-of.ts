import type { Hub } from './hub.js';
import type { InForce } from './in-force.js';
import { HUB_SOURCE } from './log/hub-source.js';
import type { KnownLog } from './log/log-set-up.js';
import type { Programs } from './programs.js';

export interface HubParts extends Pick<Hub, 'topics' | 'keys' | 'contracts'> {
  readonly programs: Pick<Programs, 'find'>;
  /** Partition of a key among so many; the same as that of the Kafka client by which records are placed. */
  readonly partitionOf: (caseKey: string, partitions: number) => number;
}

/** The hub of one case log: the same for the router and for whoever decides its log again. */
export function hubOf({ logId, partitions }: Pick<KnownLog, 'logId' | 'partitions'>, parts: HubParts): Hub {
  const { topics, keys, contracts, programs, partitionOf } = parts;
  return {
    logId,
    source: HUB_SOURCE,
    topics,
    keys,
    liesIn: (caseKey, partition) => partitionOf(caseKey, partitions) === partition,
    contracts,
    program: (wanted: InForce) => programs.find(wanted),
  };
}
