import { randomUUID } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { originMac, systemClock, topicNames, verifyOriginMac, type KeyRing } from '#lib/platform';
import type { LogSetUp } from '#lib/routing';

/** Six on the embedded broker, 24 on a cluster (decisions 2); fixed for the life of a log. */
const PARTITIONS = 6;

export interface SetUpPlace {
  readonly log: MessageLog;
  readonly database: Pick<Database, 'log' | 'router'>;
  readonly contracts: Contracts;
  readonly keys: KeyRing;
  readonly prefix: string;
}

/** What setting up the case log and activating rules work on; the rules to activate are for the caller to choose. */
export function logSetUp({ log, database, contracts, keys, prefix }: SetUpPlace): Omit<LogSetUp, 'inForce'> {
  return {
    log,
    logs: database.log,
    partitionRow: (partition) => database.router.partitionRow(partition),
    contracts,
    topics: topicNames(prefix),
    partitions: PARTITIONS,
    sign: (claim) => originMac(claim, keys),
    verify: (mac, claim) => verifyOriginMac(mac, claim, keys),
    newLogId: () => randomUUID(),
    now: () => systemClock.iso(),
  };
}
