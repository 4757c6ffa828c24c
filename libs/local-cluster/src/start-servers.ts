import { type KafkaServer, startKafka } from './kafka/kafka-server.js';
import type { Keeper } from './keeper/keeper.client.js';
import type { ClusterFolders } from './place/cluster-folders.js';
import { onAnotherPort } from './place/on-another-port.js';
import type { PortLease } from './place/port-lease.js';
import type { DatabaseAccount } from './postgres/database-account.js';
import { databasePassword, newPassword } from './postgres/database-password.js';
import { type PostgresServer, startPostgres } from './postgres/postgres-server.js';

export interface ServersWanted {
  readonly keeper: Keeper;
  readonly folders: ClusterFolders;
  readonly account: DatabaseAccount;
  readonly env: NodeJS.ProcessEnv;
  readonly ephemeral: boolean;
  /** Preferred port; null: do not start it. */
  readonly kafkaPort: number | null;
  readonly postgresPort: number | null;
  readonly onProgress: (text: string) => void;
}

export interface StartedServer<Server> {
  readonly first: Server;
  readonly lease: PortLease;
  /** Starts it once more on the same data and ports, after it ended. */
  readonly again: () => Promise<Server>;
}

export interface ServersStarted {
  readonly kafka: StartedServer<KafkaServer> | null;
  readonly postgres: StartedServer<PostgresServer> | null;
}

/** Starts both at once: each waits for its own disk and its own JVM, hardly for the other. */
export async function startServers(wanted: ServersWanted): Promise<ServersStarted> {
  const { kafkaPort, postgresPort } = wanted;
  const [kafka, postgres] = await Promise.all([
    kafkaPort === null ? null : timed(wanted, 'Kafka', () => started(kafkaPort, 2, kafkaOn(wanted))),
    postgresPort === null ? null : timed(wanted, 'PostgreSQL', () => started(postgresPort, 1, postgresOn(wanted))),
  ]);
  return { kafka, postgres };
}

async function started<Server>(
  preferredPort: number,
  ports: number,
  start: (port: number) => Promise<Server>,
): Promise<StartedServer<Server>> {
  const { server, lease } = await onAnotherPort(preferredPort, ports, start);
  return { first: server, lease, again: () => start(lease.first) };
}

function kafkaOn({ keeper, folders, env, ephemeral }: ServersWanted): (port: number) => Promise<KafkaServer> {
  const fixed = { keeper, folder: folders.kafka, secretsFolder: folders.secrets, ephemeral, env };
  return (port) => startKafka({ ...fixed, port });
}

function postgresOn(wanted: ServersWanted): (port: number) => Promise<PostgresServer> {
  const { keeper, folders, account, env, ephemeral } = wanted;
  const { postgres: folder, postgresHome: home } = folders;
  const password = ephemeral ? newPassword() : databasePassword(folders.secrets, home);
  const fixed = { keeper, folder, home, account, password, ephemeral, env };
  return (port) => startPostgres({ ...fixed, port });
}

async function timed<Server extends { readonly address: string }>(
  { onProgress }: ServersWanted,
  name: string,
  start: () => Promise<StartedServer<Server>>,
): Promise<StartedServer<Server>> {
  onProgress(`${name} starting`);
  const from = performance.now();
  const server = await start();
  onProgress(`${name} ready at ${server.first.address} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  return server;
}
