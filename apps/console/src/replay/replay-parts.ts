import type { Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import type { CaseLogKeys, Clock, Logger, TopicNames } from '#lib/platform';
import type { Hub } from '#lib/routing';
import type { ReplayPolicy } from './replay-policy.js';

/** What plans are made and carried out with. All ports. */
export interface ReplayParts {
  readonly database: Pick<
    Database,
    | 'replayPlans'
    | 'replayCandidates'
    | 'audit'
    | 'router'
    | 'releases'
    | 'blockedCases'
    | 'deadLetters'
    | 'deliveries'
    | 'quarantine'
  >;
  readonly log: Pick<MessageLog, 'read' | 'publish'>;
  readonly hub: Hub;
  /** Of the case log. */
  readonly partitions: number;
  readonly topics: TopicNames;
  readonly contracts: Contracts;
  readonly keys: Pick<CaseLogKeys, 'sign'>;
  readonly policy: ReplayPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
}
