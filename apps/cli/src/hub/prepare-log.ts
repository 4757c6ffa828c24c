import { randomUUID } from 'node:crypto';
import { loadContracts } from '#lib/contracts';
import { compileRules } from '#lib/exchange-rules';
import { openKafkaLog } from '#lib/messaging';
import { openDatabase } from '#lib/persistence';
import { originMac, openSecrets, projectRoot, systemClock, topicNames, verifyOriginMac } from '#lib/platform';
import { openLog, programsOf } from '#lib/routing';
import { loadRulesInForce } from './rules-in-force.js';

/** Six on the embedded broker, 24 on a cluster (decisions 2); fixed for the life of a log. */
const PARTITIONS = 6;

export interface LogPlace {
  readonly kafkaBrokers: readonly string[];
  readonly databaseUrl: string;
  readonly prefix: string;
  readonly secretsFolder: string;
  readonly onProgress: (line: string) => void;
}

export class LogMismatch extends Error {
  readonly code = 'log-mismatch';
}

/** Sets up the case log and activates the rules in every partition, or checks what an earlier run set up. */
export async function prepareLog(place: LogPlace): Promise<void> {
  const contracts = loadContracts({ root: projectRoot() });
  const ruleSet = loadRulesInForce(contracts.catalogue);
  const programs = programsOf(contracts, [compileRules(contracts.catalogue, ruleSet)]);
  const keys = openSecrets(place.secretsFolder).originMacKeys();
  const log = await openKafkaLog({ brokers: place.kafkaBrokers, clientId: `${place.prefix}-set-up` });
  try {
    const database = await openDatabase(place.databaseUrl, place.prefix, {
      applicationName: 'schakel-set-up',
      poolSize: 2,
    });
    try {
      const opened = await openLog({
        log,
        logs: database.log,
        partitionRow: (partition) => database.router.partitionRow(partition),
        contracts,
        topics: topicNames(place.prefix),
        partitions: PARTITIONS,
        inForce: programs.newest.inForce,
        sign: (claim) => originMac(claim, keys),
        verify: (mac, claim) => verifyOriginMac(mac, claim, keys),
        newLogId: () => randomUUID(),
        now: () => systemClock.iso(),
        progress: (done, total) => {
          if (done === total)
            place.onProgress(`  rule set ${ruleSet.id} is in force in ${done} of ${total} partitions`);
        },
      });
      if (opened.kind === 'MISMATCH') throw new LogMismatch(opened.message);
    } finally {
      await database.close();
    }
  } finally {
    await log.close();
  }
}
