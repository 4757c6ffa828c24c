import { loadContracts } from '#lib/contracts';
import { BatchTransport, openKafkaLog } from '#lib/messaging';
import { openDatabase, whenLogReady } from '#lib/persistence';
import {
  createHttpApp,
  fieldsFirst,
  groupNames,
  HUB_PRINCIPALS,
  listenOn,
  Metrics,
  openBrokerAccess,
  projectRoot,
  topicNames,
  type HubConfig,
  type Logger,
  type Shutdown,
} from '#lib/platform';
import { LedgerHealth } from './health/ledger-health.js';
import { ledgerMetrics } from './ledger.metrics.js';
import { LedgerModule } from './ledger.module.js';
import { Projectors } from './projecting/projectors.js';

/** Opens Kafka and the database, waits for the case log, and projects decisions, receipts and quarantine until `shutdown`. Needs no secret. */
export async function startLedger(config: HubConfig, logger: Logger, shutdown: Shutdown): Promise<void> {
  const stopping = new AbortController();
  const contracts = loadContracts({ root: projectRoot() });
  const options = { poolSize: config.databasePoolSize, applicationName: 'schakel-ledger' };
  const database = await openDatabase(config.databaseUrl, config.prefix, options);
  shutdown.add('database', () => database.close());
  const log = await openKafkaLog({
    access: openBrokerAccess(config, HUB_PRINCIPALS.ledger),
    clientId: `${config.prefix}-ledger`,
    logger: fieldsFirst(logger),
  });
  shutdown.add('kafka', () => log.close());

  const health = new LedgerHealth(log, database);
  const metrics = new Metrics({ process: true });
  shutdown.add('waiting', () => stopping.abort());
  const known = await whenLogReady(database.log, logger, stopping.signal);
  if (known === null) return;

  const projectors = new Projectors(contracts, database.ledger, {
    logId: known.logId,
    lowOf: async ({ topic, partition }) => (await log.ends(topic)).find((end) => end.partition === partition)?.low ?? 0,
    metrics: ledgerMetrics(metrics),
    logger,
  });
  const app = await createHttpApp(LedgerModule.forRoot(projectors, health.registry, metrics), { logger });
  shutdown.add('http', () => app.close());
  shutdown.add('ready', () => health.registry.startStopping());
  const { url } = await listenOn(app, config.operatorsHost, config.ports.ledger);
  const topics = topicNames(config.prefix);
  const groups = groupNames(config.prefix);
  const transport = new BatchTransport(log, {
    topicsOf: (name) => topics[name as 'decisions' | 'receipts' | 'quarantine'],
    groupOf: (name) => groups[name as 'ledger' | 'receipts' | 'quarantine'],
  });
  transport.on('subscribed', (_group, subscription) => health.subscribed(subscription));
  app.connectMicroservice({ strategy: transport });
  await app.startAllMicroservices();
  logger.info('Keeping the ledger.', { address: url, logId: known.logId, partitions: known.partitions });
}
