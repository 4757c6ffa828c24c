import { loadContracts } from '#lib/contracts';
import { partitionOf } from '#lib/messaging';
import { caseLogKeys, openSecrets, projectRoot, topicNames, type HubConfig } from '#lib/platform';
import {
  findMismatch,
  firstRecords,
  hubOf,
  loadPrograms,
  recomputePartition,
  type PartitionRecomputed,
} from '#lib/routing';
import { readyHubLog } from '../hub/ready-hub-log.js';
import { withDatabase, withLog } from '../hub/with-servers.js';
import { SpilledFacts } from './spilled-facts.js';

export interface RecomputeOptions {
  /** null = all. */
  readonly partition: number | null;
  readonly progress: (partition: number, done: number, total: number) => void;
}

export class NoSuchPartition extends Error {
  readonly code = 'no-such-partition';
}

/** Decides the case log of a hub again, partition by partition. Reads only; of the database only how far the router is. */
export function recomputeHub(config: HubConfig, options: RecomputeOptions): Promise<readonly PartitionRecomputed[]> {
  return withDatabase(config, (database) =>
    withLog(config, async (log) => {
      const topics = topicNames(config.prefix);
      const contracts = loadContracts({ root: projectRoot() });
      const programs = loadPrograms(projectRoot(), contracts);
      const keys = caseLogKeys(openSecrets(config.secretsFolder));
      const known = await readyHubLog(database);
      const found = await firstRecords({
        log,
        topics,
        contracts,
        verify: (mac, claim) => keys.verifyOrigin(mac, claim),
      });
      const mismatch = findMismatch(known, found);
      if (mismatch !== null) throw new Error(mismatch);
      const hub = hubOf(known, { topics, keys, contracts, programs, partitionOf });
      const all = Array.from({ length: known.partitions }, (_, partition) => partition);
      const wanted = all.filter((partition) => options.partition === null || partition === options.partition);
      if (wanted.length === 0) {
        throw new NoSuchPartition(`The case log has the partitions 0 to ${known.partitions - 1}.`);
      }
      const recomputed: PartitionRecomputed[] = [];
      for (const partition of wanted) {
        const facts = new SpilledFacts();
        const decidedUpTo = async () => (await database.router.partitionRow(partition))?.nextOffset ?? 0;
        const parts = { hub, topics, log, decidedUpTo, newFacts: () => facts, progress: options.progress };
        try {
          recomputed.push(await recomputePartition(parts, partition));
        } finally {
          facts.close();
        }
      }
      return recomputed;
    }),
  );
}
