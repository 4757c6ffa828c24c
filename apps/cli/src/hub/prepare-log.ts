import { adaptersToHost } from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import { openKafkaLog } from '#lib/messaging';
import { openDatabase } from '#lib/persistence';
import { HUB_PRINCIPALS, openBrokerAccess, openSecrets, projectRoot, type HubConfig } from '#lib/platform';
import { inForceAtEnd, loadPrograms, openLog, type InForce, type LogSetUp, type Programs } from '#lib/routing';
import { agencyTopicSpecs } from './agency-topic-specs.js';
import { logSetUp } from './log-set-up.js';
import { RULE_SET } from './rules-in-force.js';

export interface LogPlace extends Pick<
  HubConfig,
  'kafkaBrokers' | 'kafka' | 'databaseUrl' | 'prefix' | 'secretsFolder'
> {
  readonly onProgress: (line: string) => void;
}

export class LogMismatch extends Error {
  readonly code = 'log-mismatch';
}

/** Sets up the case log and activates the rules in every partition, or checks what an earlier run set up. */
export async function prepareLog(place: LogPlace, contracts: Contracts): Promise<void> {
  const programs = loadPrograms(projectRoot(), contracts);
  const keys = openSecrets(place.secretsFolder).originMacKeys();
  const access = openBrokerAccess(place, HUB_PRINCIPALS.setUp);
  const log = await openKafkaLog({ access, clientId: `${place.prefix}-set-up` });
  try {
    const database = await openDatabase(place.databaseUrl, place.prefix, {
      applicationName: 'schakel-set-up',
      poolSize: 2,
    });
    try {
      const setUp = logSetUp({ log, database, contracts, keys, prefix: place.prefix });
      const inForce = await rulesToActivate(setUp, programs);
      const progress = (done: number, total: number) => {
        if (done === total)
          place.onProgress(`  rule set ${inForce.ruleSet.id} is in force in ${done} of ${total} partitions`);
      };
      const opened = await openLog({ ...setUp, inForce, progress });
      if (opened.kind === 'MISMATCH') throw new LogMismatch(opened.message);
      await log.ensureTopics(
        agencyTopicSpecs(place.prefix, adaptersToHost(contracts, projectRoot()), opened.log.partitions),
      );
    } finally {
      await database.close();
    }
  } finally {
    await log.close();
  }
}

/** What was activated last stays in force over a restart, in the version of this release; a new log gets the rules of today. */
async function rulesToActivate(setUp: Omit<LogSetUp, 'inForce'>, programs: Programs): Promise<InForce> {
  const known = await setUp.logs.read();
  const last = known?.state === 'READY' ? await lastActivated(setUp, known.logId) : null;
  const inForce = programs.inForceOf(last?.ruleSet.id ?? RULE_SET);
  if (inForce !== null) return inForce;
  throw new Error(`Rule set ${last?.ruleSet.id ?? RULE_SET} is not in schemas/rules of this release.`);
}

async function lastActivated(setUp: Omit<LogSetUp, 'inForce'>, logId: string): Promise<InForce | null> {
  const { messages } = setUp.topics;
  // Another broker than the database's: set-up itself says so.
  if (!(await setUp.log.topics()).includes(messages)) return null;
  const [first] = await setUp.log.ends(messages);
  return first === undefined ? null : inForceAtEnd(setUp, logId, first.partition, first.high);
}
