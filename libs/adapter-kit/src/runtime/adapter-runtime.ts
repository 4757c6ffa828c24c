import type { ConditionFacts, Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import type { Database, Ledger, Quarantine, RouterStore, StandstillCaps } from '#lib/persistence';
import type { Clock, GroupNames, Logger, TopicNames } from '#lib/platform';
import type { DoorTls } from '#lib/trust';
import type { Authenticator } from '../inbound/authenticator.port.js';
import type { Quota } from '../inbound/token-bucket.js';
import type { DoorKeys } from '../inbound/inbound-parts.js';
import type { UsesKafka } from '../native/kafka-targets.js';
import type { RecipientPace } from '../outbound/recipient-pace.js';
import type { Transport } from '../outbound/transport.port.js';

/** What adapters in one process share. Specs build one from fakes. */
export interface AdapterRuntime {
  readonly contracts: Contracts;
  readonly conditionFacts: ConditionFacts;
  readonly log: MessageLog;
  readonly database: Pick<
    Database,
    'submissions' | 'deliveries' | 'lanes' | 'queue' | 'stops' | 'references' | 'loads' | 'ping'
  > & {
    readonly ledger: Pick<Ledger, 'decision'>;
    readonly quarantine: Pick<Quarantine, 'note'>;
    readonly router: Pick<RouterStore, 'factsOfCase'>;
  };
  readonly keys: DoorKeys;
  /** Of the access tokens; where a client finds how to get one. */
  readonly issuer: string;
  /** With what doors listen. */
  readonly tls: DoorTls;
  readonly authenticator: Authenticator;
  readonly transport: Transport;
  readonly pace: RecipientPace;
  readonly usesKafka: UsesKafka;
  readonly topics: TopicNames;
  readonly groups: GroupNames;
  readonly clock: Clock;
  readonly storyClock: boolean;
  readonly quota: Quota;
  /** Requests of one client that may be under way at once. */
  readonly concurrency: number;
  /** With more than this standing still a recipient unit is paused. */
  readonly standstill: StandstillCaps;
  readonly random: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
}

/** Nest injection token of the runtime. */
export const ADAPTER_RUNTIME = Symbol('adapter runtime');
