import type { Contracts } from '#lib/contracts';
import { accessOf, type CompiledRules } from '#lib/exchange-rules';
import { partitionOf } from '#lib/messaging';
import { caseLogKeys, openSecrets, topicNames, type HubConfig } from '#lib/platform';
import { ENGINE, HUB_SOURCE, type Hub, type HubKeys, type InForce } from '#lib/routing';
import { readyHubLog } from '../hub/ready-hub-log.js';
import { withDatabase, withLog } from '../hub/with-servers.js';
import { SpilledFacts } from '../recompute/spilled-facts.js';
import { emptyWhatIf, takeRecord, type Course, type WhatIf } from './what-if.js';

/** What makes the two courses alike but for the rules. */
export interface CourseParts {
  readonly contracts: Contracts;
  readonly logId: string;
  readonly keys: HubKeys;
  readonly topics: Hub['topics'];
  readonly liesIn: Hub['liesIn'];
}

/** A hub that decides every record by these rules, whatever the log put in force. */
export function courseBy(rules: CompiledRules, parts: CourseParts, facts: Course['facts']): Course {
  const { contracts } = parts;
  const { lists, partners } = contracts;
  const revisionOf = (code: string): number => contracts.message(code)?.revision ?? 1;
  const decided = contracts.withAccess(accessOf(rules));
  const program = { contracts: decided, rules, lists, senders: partners.senders, revisionOf };
  const { id, hash } = rules;
  const inForce: InForce = {
    ruleSet: { id, hash },
    schemaSet: contracts.schemaSet,
    lists: contracts.listsVersion,
    engine: ENGINE,
  };
  return { hub: { ...parts, source: HUB_SOURCE, program: () => program }, inForce, facts };
}

/** Decides the recorded case log of a hub by both rule sets, from its first record. Reads only. */
export async function whatIfOnHub(
  config: HubConfig,
  contracts: Contracts,
  rules: readonly [CompiledRules, CompiledRules],
): Promise<WhatIf> {
  const topics = topicNames(config.prefix);
  const keys = caseLogKeys(openSecrets(config.secretsFolder));
  const { logId, partitions } = await withDatabase(config, (database) => readyHubLog(database));
  const liesIn = (caseKey: string, partition: number) => partitionOf(caseKey, partitions) === partition;
  const whatIf = emptyWhatIf();
  const parts = { contracts, logId, keys, topics, liesIn };
  await withLog(config, async (log) => {
    for (const { partition, low, high } of await log.ends(topics.messages)) {
      const facts = [new SpilledFacts(), new SpilledFacts()] as const;
      const courses = [courseBy(rules[0], parts, facts[0]), courseBy(rules[1], parts, facts[1])] as const;
      try {
        read: for await (const page of log.read(topics.messages, partition, low, high)) {
          for (const stored of page) if (!takeRecord(whatIf, courses, contracts, stored)) break read;
        }
      } finally {
        for (const cases of facts) cases.close();
      }
    }
  });
  return whatIf;
}
