import { loadHubContracts, type Contracts } from '#lib/contracts';
import { BatchTransport, openKafkaLog, partitionOf } from '#lib/messaging';
import { openDatabase } from '#lib/persistence';
import {
  caseLogKeys,
  createHttpApp,
  encryptSmall,
  fieldsFirst,
  groupNames,
  HUB_PRINCIPALS,
  listenOn,
  Metrics,
  openBrokerAccess,
  openSecrets,
  projectRoot,
  systemClock,
  topicNames,
  type HubConfig,
  type Logger,
  type Shutdown,
} from '#lib/platform';
import { hubOf, loadPrograms } from '#lib/routing';
import { faultsFromEnvironment } from './faults/faults-from-environment.js';
import { RouterHealth } from './health/router-health.js';
import { readyLog } from './hub/ready-log.js';
import { startRegistry } from './registry/start-registry.js';
import { routerMetrics, showRuleSets } from './router.metrics.js';
import { RouterModule } from './router.module.js';
import { OrderTaker } from './operations/order-taker.js';
import { PartitionRouter } from './routing/partition-router.js';

/** Opens everything the router needs, waits for the case log, and routes until `shutdown`. */
export async function startRouter(config: HubConfig, logger: Logger, shutdown: Shutdown): Promise<void> {
  const stopping = new AbortController();
  const topics = topicNames(config.prefix);
  const groups = groupNames(config.prefix);
  const secrets = openSecrets(config.secretsFolder);
  const keys = caseLogKeys(secrets);
  const contracts: Contracts = loadHubContracts(projectRoot());
  const programs = loadPrograms(projectRoot(), contracts);

  const options = { poolSize: config.databasePoolSize, applicationName: 'schakel-router' };
  const database = await openDatabase(config.databaseUrl, config.prefix, options);
  shutdown.add('database', () => database.close());
  const log = await openKafkaLog({
    access: openBrokerAccess(config, HUB_PRINCIPALS.router),
    clientId: `${config.prefix}-router`,
    logger: fieldsFirst(logger),
  });
  shutdown.add('kafka', () => log.close());
  const address = { host: config.operatorsHost, port: config.ports.registry };
  const registry = await startRegistry(contracts.registry, address, logger);
  shutdown.add('registry', () => registry.close());

  const health = new RouterHealth(log, database);
  const metrics = new Metrics({ process: true });
  showRuleSets(metrics, programs);
  shutdown.add('waiting', () => stopping.abort());
  const known = await readyLog({ log, store: database.log, contracts, topics, keys, logger }, stopping.signal);
  if (known === null) return;

  const storageKey = secrets.storageKey();
  const hub = hubOf(known, { topics, keys, contracts, programs, partitionOf });
  const measured = routerMetrics(metrics);
  const router = new PartitionRouter({
    hub,
    log,
    store: database.router,
    seal: ({ vNumber, caseKey }) => encryptSmall(vNumber, storageKey, caseKey),
    faults: faultsFromEnvironment(process.env['SCHAKEL_FAULT'], (signal) => process.kill(process.pid, signal)),
    metrics: measured,
    logger,
    clock: systemClock,
  });
  const orders = new OrderTaker({
    log,
    topics,
    contracts,
    keys,
    partitionOf: (caseKey) => partitionOf(caseKey, known.partitions),
    now: () => systemClock.iso(),
    logger,
    alarm: () => measured.alarm(),
  });
  const app = await createHttpApp(RouterModule.forRoot(router, orders, health.registry, metrics), { logger });
  shutdown.add('http', () => app.close());
  shutdown.add('ready', () => health.registry.startStopping());
  const { url } = await listenOn(app, config.operatorsHost, config.ports.router);
  const transport = new BatchTransport(log, {
    topicsOf: (name) => (name === 'operations' ? topics.operations : topics.messages),
    groupOf: (name) => (name === 'operations' ? groups.operations : groups.router),
  });
  transport.on('subscribed', (_group, subscription) => health.subscribed(subscription));
  app.connectMicroservice({ strategy: transport });
  await app.startAllMicroservices();
  logger.info('Routing.', { address: url, logId: known.logId, partitions: known.partitions });
}
