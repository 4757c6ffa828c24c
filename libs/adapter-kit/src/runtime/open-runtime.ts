import { loadConditionFacts, loadHubContracts, type Contracts } from '#lib/contracts';
import { isEndpoint } from '#lib/domain';
import { openDatabase, type Recipient } from '#lib/persistence';
import {
  caseLogKeys,
  decryptSmall,
  groupNames,
  openSecrets,
  projectRoot,
  systemClock,
  topicNames,
  type HubConfig,
  type Logger,
  type Secrets,
  type Shutdown,
} from '#lib/platform';
import { readClientTls, trustSettings } from '#lib/trust';
import type { DoorKeys } from '../inbound/inbound-parts.js';
import { fileKafkaTargets } from '../native/kafka-targets.js';
import { HttpPush } from '../outbound/http-push.client.js';
import { filePushTargets } from '../outbound/push-targets.js';
import { evenPace } from '../outbound/recipient-pace.js';
import type { AdapterRuntime } from './adapter-runtime.js';
import { doorTrust } from './door-trust.js';
import { waitFor } from './wait.js';

/** What adapters in one process share: everything but the broker, where each is a principal of its own. */
export type ProcessRuntime = Omit<AdapterRuntime, 'log'>;

/** Connects to the database and reads contracts and secrets; closed by `shutdown`. */
export async function openRuntime(
  config: HubConfig,
  name: string,
  logger: Logger,
  shutdown: Shutdown,
): Promise<ProcessRuntime> {
  const contracts: Contracts = loadHubContracts(projectRoot());
  const secrets = openSecrets(config.secretsFolder);
  const database = await openPools(config, name, shutdown);
  const targets = filePushTargets({
    stateFolder: config.stateFolder,
    keys: secrets.pushKeys(),
    monotonic: () => systemClock.monotonic(),
    onFault: (recipient, reason) => logger.error('An entry of push-targets.json is not used.', { recipient, reason }),
  });
  const transport = new HttpPush(targets, readClientTls(trustSettings(process.env, config).hubClient));
  shutdown.add('push connections', () => transport.close());
  const rateOf = ({ endpoint, unit }: Recipient) => (isEndpoint(endpoint) ? targets.rateOf({ endpoint, unit }) : null);
  return {
    contracts,
    conditionFacts: loadConditionFacts(projectRoot(), contracts.catalogue),
    database,
    keys: doorKeys(secrets),
    ...doorTrust(config, contracts, logger, shutdown),
    transport,
    pace: evenPace({ rateOf, clock: systemClock, wait: waitFor }),
    usesKafka: fileKafkaTargets(config.stateFolder, () => systemClock.monotonic()),
    topics: topicNames(config.prefix),
    groups: groupNames(config.prefix),
    clock: systemClock,
    storyClock: config.clock === 'story',
    quota: config.doors,
    concurrency: config.doors.concurrency,
    standstill: config.standstill,
    random: Math.random,
    wait: waitFor,
    logger,
  };
}

/**
 * Two pools, so that a backlog of deliveries never lets a sender wait for a connection: a third of the connections for what doors ask, the rest
 * for what runs behind them.
 */
async function openPools(config: HubConfig, name: string, shutdown: Shutdown): Promise<ProcessRuntime['database']> {
  const { databaseUrl, databasePoolSize, prefix } = config;
  const ofDoors = Math.max(2, Math.ceil(databasePoolSize / 3));
  const pools = { door: ofDoors, deliveries: Math.max(2, databasePoolSize - ofDoors) };
  const open = async (poolSize: number, what: string) => {
    const database = await openDatabase(databaseUrl, prefix, { poolSize, applicationName: `schakel-${name}-${what}` });
    shutdown.add(`database of ${what}`, () => database.close());
    return database;
  };
  const door = await open(pools.door, 'door');
  const { deliveries, lanes, queue, loads, quarantine } = await open(pools.deliveries, 'deliveries');
  const { submissions, stops, references, ledger, router } = door;
  const ofDoor = { submissions, stops, references, ledger, router, ping: () => door.ping() };
  return { ...ofDoor, deliveries, lanes, queue, loads, quarantine };
}

function doorKeys(secrets: Secrets): DoorKeys {
  const keys = caseLogKeys(secrets);
  const storageKey = secrets.storageKey();
  return {
    caseKeyOf: (vNumber) => keys.caseKeyOf(vNumber),
    sign: (parts) => keys.sign(parts),
    unseal: (sealed, context) => decryptSmall(sealed, storageKey, context),
  };
}
