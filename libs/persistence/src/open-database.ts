import { DataSource } from 'typeorm';
import { type Database, type DatabaseOptions } from './database.port.js';
import { CaseFactsEntity } from './entities/case-facts.entity.js';
import { DeliveryCircuitEntity } from './entities/delivery-circuit.entity.js';
import { DeliveryLaneEntity } from './entities/delivery-lane.entity.js';
import { DeliveryRecordEntity } from './entities/delivery-record.entity.js';
import { DeliveryEntity } from './entities/delivery.entity.js';
import { HubLogEntity } from './entities/hub-log.entity.js';
import { LedgerCellEntity } from './entities/ledger-cell.entity.js';
import { LedgerDecisionEntity } from './entities/ledger-decision.entity.js';
import { LedgerPositionEntity } from './entities/ledger-position.entity.js';
import { LedgerReceiptEntity } from './entities/ledger-receipt.entity.js';
import { MissionReferenceEntity } from './entities/mission-reference.entity.js';
import { PartitionRowEntity } from './entities/partition-row.entity.js';
import { QuarantinedRecordEntity } from './entities/quarantined-record.entity.js';
import { StopEntryEntity } from './entities/stop-entry.entity.js';
import { SubmissionEntity } from './entities/submission.entity.js';
import { migrateSchema } from './migrations/migrate-schema.js';
import { MIGRATIONS } from './migrations/migrations.js';
import { AlarmsToldRepository } from './operations/alarms-told.repository.js';
import { BooksRepository } from './operations/books.repository.js';
import { CaseHistoriesRepository } from './operations/case-histories.repository.js';
import { DeadLettersRepository } from './operations/dead-letters.repository.js';
import { QuarantineRepository } from './operations/quarantine.repository.js';
import { RecipientLoadsRepository } from './operations/recipient-loads.repository.js';
import { BlockedCasesRepository } from './repositories/blocked-cases.repository.js';
import { OperatorAuditRepository } from './replay/operator-audit.repository.js';
import { ReplayCandidatesRepository } from './replay/replay-candidates.repository.js';
import { ReplayPlansRepository } from './replay/replay-plans.repository.js';
import { DeliveriesRepository } from './repositories/deliveries.repository.js';
import { DeliveryLanesRepository } from './repositories/delivery-lanes.repository.js';
import { DeliveryQueueRepository } from './repositories/delivery-queue.repository.js';
import { HubLogRepository } from './repositories/hub-log.repository.js';
import { LedgerRepository } from './repositories/ledger.repository.js';
import { MissionReferencesRepository } from './repositories/mission-references.repository.js';
import { ReleasesRepository } from './repositories/releases.repository.js';
import { RouterStoreRepository } from './repositories/router-store.repository.js';
import { StopRegisterRepository } from './repositories/stop-register.repository.js';
import { SubmissionsRepository } from './repositories/submissions.repository.js';
import { schemaNameOf } from './schema-name.js';
import { silentTypeOrmLogger } from './sql/silent-typeorm-logger.js';

export const ENTITIES = [
  HubLogEntity,
  PartitionRowEntity,
  CaseFactsEntity,
  MissionReferenceEntity,
  SubmissionEntity,
  DeliveryEntity,
  DeliveryRecordEntity,
  DeliveryLaneEntity,
  DeliveryCircuitEntity,
  StopEntryEntity,
  LedgerPositionEntity,
  LedgerDecisionEntity,
  LedgerCellEntity,
  LedgerReceiptEntity,
  QuarantinedRecordEntity,
];

/** Connects, creates the schema of the prefix and runs the migrations under an advisory lock, so that many processes may start at once. */
export async function openDatabase(url: string, prefix: string, options: DatabaseOptions = {}): Promise<Database> {
  const schema = schemaNameOf(prefix);
  const source = dataSourceOf(url, schema, options);
  try {
    await source.initialize();
    await migrateSchema(source, url, schema);
  } catch (cause) {
    if (source.isInitialized) await source.destroy();
    throw new Error(
      'Opening the database: it does not answer or refuses. Check DATABASE_URL and that PostgreSQL runs there.',
      { cause },
    );
  }
  // Quoted, for a prefix may be a word of SQL.
  const quoted = `"${schema}"`;
  const stops = new StopRegisterRepository(source, quoted);
  return {
    schema,
    log: new HubLogRepository(source),
    router: new RouterStoreRepository(source, quoted),
    submissions: new SubmissionsRepository(source, quoted),
    deliveries: new DeliveriesRepository(source, quoted, stops),
    lanes: new DeliveryLanesRepository(source, quoted),
    queue: new DeliveryQueueRepository(source, quoted),
    blockedCases: new BlockedCasesRepository(source, quoted),
    releases: new ReleasesRepository(source, quoted),
    stops,
    references: new MissionReferencesRepository(source),
    ledger: new LedgerRepository(source, quoted),
    books: new BooksRepository(source, quoted),
    caseHistories: new CaseHistoriesRepository(source, quoted),
    deadLetters: new DeadLettersRepository(source, quoted),
    loads: new RecipientLoadsRepository(source, quoted),
    quarantine: new QuarantineRepository(source, quoted),
    replayCandidates: new ReplayCandidatesRepository(source, quoted),
    replayPlans: new ReplayPlansRepository(source, quoted),
    audit: new OperatorAuditRepository(source, quoted),
    alarmsTold: new AlarmsToldRepository(source, quoted),
    ping: async () => void (await source.query('SELECT 1')),
    dropSchema: async () => void (await source.query(`DROP SCHEMA IF EXISTS ${quoted} CASCADE`)),
    close: () => source.destroy(),
  };
}

function dataSourceOf(
  url: string,
  schema: string,
  { poolSize = 10, applicationName = 'schakel' }: DatabaseOptions,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    poolSize,
    applicationName,
    parseInt8: true,
    installExtensions: false,
    synchronize: false,
    logging: false,
    logger: silentTypeOrmLogger,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    connectTimeoutMS: 10_000,
    // The pool replaces a broken connection by itself; who was using it gets the error.
    poolErrorHandler: () => undefined,
    // A process that was stopped in mid-transaction must not keep its successor waiting for a row.
    extra: { statement_timeout: 30_000, idle_in_transaction_session_timeout: 10_000 },
  });
}
