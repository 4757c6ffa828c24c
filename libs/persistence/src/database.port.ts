import { type AlarmsTold } from './alarms-told.port.js';
import { type BlockedCases } from './blocked-cases.port.js';
import { type Books } from './books.port.js';
import { type CaseHistories } from './case-history.port.js';
import { type DeadLetters } from './dead-letters.port.js';
import { type Deliveries } from './deliveries.port.js';
import { type DeliveryLanes } from './delivery-lanes.port.js';
import { type DeliveryQueue } from './delivery-queue.port.js';
import { type HubLogStore } from './hub-log.port.js';
import { type Ledger } from './ledger.port.js';
import { type MissionReferences } from './mission-references.port.js';
import { type Quarantine } from './quarantine.port.js';
import { type RecipientLoads } from './recipient-load.port.js';
import { type Releases } from './releases.port.js';
import { type OperatorAudit } from './operator-audit.port.js';
import { type ReplayCandidates } from './replay-candidates.port.js';
import { type ReplayPlans } from './replay-plans.port.js';
import { type RouterStore } from './router-store.port.js';
import { type StopRegister } from './stop-register.port.js';
import { type Submissions } from './submissions.port.js';

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly poolSize?: number;
  /** Shown by PostgreSQL beside each connection, e.g. `schakel-router`. */
  readonly applicationName?: string;
}

export interface Database {
  /** Name of the SQL schema, from the prefix. */
  readonly schema: string;
  readonly log: HubLogStore;
  readonly router: RouterStore;
  readonly submissions: Submissions;
  readonly deliveries: Deliveries;
  readonly lanes: DeliveryLanes;
  readonly queue: DeliveryQueue;
  readonly blockedCases: BlockedCases;
  readonly releases: Releases;
  readonly stops: StopRegister;
  readonly references: MissionReferences;
  readonly ledger: Ledger;
  readonly books: Books;
  readonly caseHistories: CaseHistories;
  readonly deadLetters: DeadLetters;
  readonly loads: RecipientLoads;
  readonly quarantine: Quarantine;
  readonly replayCandidates: ReplayCandidates;
  readonly replayPlans: ReplayPlans;
  readonly audit: OperatorAudit;
  readonly alarmsTold: AlarmsTold;
  /** Resolves when the database answers; rejects otherwise. For health checks. */
  ping(): Promise<void>;
  /** Drops the schema with all that it holds; for tests and `--fresh`. */
  dropSchema(): Promise<void>;
  close(): Promise<void>;
}
