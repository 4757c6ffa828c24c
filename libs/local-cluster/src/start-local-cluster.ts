import process from 'node:process';
import { checkBrokers, checkDatabase } from './external-servers.js';
import { Keeper } from './keeper/keeper.client.js';
import type { KafkaServer } from './kafka/kafka-server.js';
import { LocalClusterError } from './local-cluster-error.js';
import { LastingServer } from './lasting-server.js';
import type { LocalCluster, LocalClusterOptions, ServerName } from './local-cluster.js';
import {
  type ClusterFolders,
  emptyFolders,
  lastingFolders,
  makeFolders,
  passingFolders,
} from './place/cluster-folders.js';
import { ClusterLock } from './place/cluster-lock.js';
import { type DatabaseAccount, databaseAccount } from './postgres/database-account.js';
import { type ServersStarted, startServers } from './start-servers.js';

const KAFKA_PORT = 9092;
const POSTGRES_PORT = 5432;

/** Which servers are ours to start, and where those of others are. */
interface Plan {
  readonly ownKafka: boolean;
  readonly ownPostgres: boolean;
  readonly brokers: string;
  readonly url: string;
}

/**
 * Starts Kafka and PostgreSQL on this machine, or takes those of KAFKA_BROKERS and DATABASE_URL.
 * Whatever was started is stopped by `stop()`, when starting fails, and when this process ends in any way, `kill -9` included.
 * @throws LocalClusterError with what to do: Java or jars missing, folder in use, a server that does not come up or does not answer
 */
export async function startLocalCluster(options: LocalClusterOptions): Promise<LocalCluster> {
  const plan = planOf(options);
  await Promise.all([plan.brokers !== '' && checkBrokers(plan.brokers), plan.url !== '' && checkDatabase(plan.url)]);
  const env = options.env ?? process.env;
  if (!plan.ownKafka && !plan.ownPostgres) return foreignCluster(plan, env);
  const account = plan.ownPostgres ? databaseAccount() : null;
  const folders = (options.ephemeral === true ? passingFolders : lastingFolders)(options.stateDir, account);
  const { keeper, lock } = await takeOver(options, folders);
  try {
    if (options.fresh === true && options.ephemeral !== true) emptyFolders(folders);
    makeFolders(folders, account);
    const servers = await startOwn(options, plan, folders, account, keeper);
    const watched = watch(servers, keeper, lock, options, folders);
    keeper.unref();
    return ownCluster(plan, watched, keeper, env);
  } catch (error) {
    await keeper.stop();
    throw error;
  }
}

function planOf({ env = process.env, kafka = true, postgres = true }: LocalClusterOptions): Plan {
  const brokers = kafka ? (env['KAFKA_BROKERS'] ?? '') : '';
  const url = postgres ? (env['DATABASE_URL'] ?? '') : '';
  return { brokers, url, ownKafka: kafka && brokers === '', ownPostgres: postgres && url === '' };
}

async function takeOver(
  options: LocalClusterOptions,
  folders: ClusterFolders,
): Promise<{ keeper: Keeper; lock: ClusterLock }> {
  const lock = await ClusterLock.take(folders.base, options.onProgress ?? (() => undefined));
  try {
    const keeper = await Keeper.start();
    keeper.removeAtEnd(options.ephemeral === true ? folders.base : lock.file);
    lock.note(keeper.pid, []);
    return { keeper, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function startOwn(
  options: LocalClusterOptions,
  plan: Plan,
  folders: ClusterFolders,
  account: DatabaseAccount,
  keeper: Keeper,
): Promise<ServersStarted> {
  const ephemeral = options.ephemeral === true;
  return startServers({
    keeper,
    folders,
    account,
    ephemeral,
    env: options.env ?? process.env,
    kafkaPort: plan.ownKafka ? (options.ports?.kafka ?? (ephemeral ? 0 : KAFKA_PORT)) : null,
    postgresPort: plan.ownPostgres ? (options.ports?.postgres ?? (ephemeral ? 0 : POSTGRES_PORT)) : null,
    onProgress: options.onProgress ?? (() => undefined),
  });
}

interface Watched extends ServersStarted {
  readonly kafkaPid: () => number | null;
  readonly postgresPid: () => number | null;
}

/** Tells of a server that ends by itself, starts it again where that is wanted, and keeps the lock's list of who must be gone up to date. */
function watch(
  servers: ServersStarted,
  keeper: Keeper,
  lock: ClusterLock,
  { onFailure, onRevived }: LocalClusterOptions,
  folders: ClusterFolders,
): Watched {
  const { kafka, postgres } = servers;
  const isStopping = () => keeper.isStopping;
  const died = (name: string, folder: string) => () =>
    onFailure?.(new LocalClusterError(`${name} ended by itself.`, `Its log is in ${folder}.`));
  const revival = (name: ServerName) =>
    onRevived &&
    (() => {
      note();
      onRevived(name);
    });
  const keptKafka =
    kafka &&
    LastingServer.keep(kafka, { isStopping, onDied: died('Kafka', folders.kafka), onRevived: revival('Kafka') });
  const keptPostgres =
    postgres &&
    LastingServer.keep(postgres, {
      isStopping,
      onDied: died('PostgreSQL', folders.postgres),
      onRevived: revival('PostgreSQL'),
    });
  const kafkaPid = () => keptKafka?.pid ?? null;
  const postgresPid = () => keptPostgres?.pid ?? null;
  const note = () =>
    lock.note(
      keeper.pid,
      [kafkaPid(), postgresPid()].filter((pid) => pid !== null),
    );
  note();
  return { ...servers, kafkaPid, postgresPid };
}

function ownCluster(
  plan: Plan,
  { kafka, postgres, kafkaPid, postgresPid }: Watched,
  keeper: Keeper,
  env: NodeJS.ProcessEnv,
): LocalCluster {
  return {
    kafkaBrokers: kafka?.first.address ?? plan.brokers,
    kafkaEnv: kafka === null ? foreignKafka(plan.brokers, env) : ownKafka(kafka.first),
    databaseUrl: postgres?.first.url ?? plan.url,
    get kafkaPid() {
      return kafkaPid();
    },
    get postgresPid() {
      return postgresPid();
    },
    keeperPid: keeper.pid ?? null,
    adopt: (group) => keeper.adopt(group),
    release: (group) => keeper.release(group),
    stop: async () => {
      await keeper.stop();
      kafka?.lease.release();
      postgres?.lease.release();
    },
  };
}

function ownKafka({ address, adminFile }: KafkaServer): Readonly<Record<string, string>> {
  return { KAFKA_BROKERS: address, KAFKA_SECURITY: 'SASL_PLAINTEXT', KAFKA_ADMIN_FILE: adminFile };
}

/** As the environment says; nothing when no Kafka was asked for. */
function foreignKafka(brokers: string, env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const named = Object.entries(env).filter((entry): entry is [string, string] => /^KAFKA_/.test(entry[0]));
  return brokers === '' ? {} : Object.fromEntries(named);
}

function foreignCluster({ brokers, url }: Plan, env: NodeJS.ProcessEnv): LocalCluster {
  return {
    kafkaBrokers: brokers,
    kafkaEnv: foreignKafka(brokers, env),
    databaseUrl: url,
    kafkaPid: null,
    postgresPid: null,
    keeperPid: null,
    adopt: () => undefined,
    release: () => undefined,
    stop: () => Promise.resolve(),
  };
}
