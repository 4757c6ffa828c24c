import { type KafkaServer, startKafka } from './kafka/kafka-server.js';
import type { Keeper } from './keeper/keeper.client.js';
import type { ClusterFolders } from './place/cluster-folders.js';
import { onAnotherPort } from './place/on-another-port.js';
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

export interface ServersStarted {
  readonly kafka: KafkaServer | null;
  readonly postgres: PostgresServer | null;
}

/** Starts both at once: each waits for its own disk and its own JVM, hardly for the other. */
export async function startServers(wanted: ServersWanted): Promise<ServersStarted> {
  const [kafka, postgres] = await Promise.all([
    wanted.kafkaPort === null ? null : timed(wanted, 'Kafka', () => kafkaOn(wanted, wanted.kafkaPort ?? 0)),
    wanted.postgresPort === null
      ? null
      : timed(wanted, 'PostgreSQL', () => postgresOn(wanted, wanted.postgresPort ?? 0)),
  ]);
  return { kafka, postgres };
}

function kafkaOn({ keeper, folders, env, ephemeral }: ServersWanted, preferredPort: number): Promise<KafkaServer> {
  const fixed = { keeper, folder: folders.kafka, secretsFolder: folders.secrets, ephemeral, env };
  return onAnotherPort(preferredPort, (port) => startKafka({ ...fixed, preferredPort: port }));
}

function postgresOn(
  { keeper, folders, account, env, ephemeral }: ServersWanted,
  preferredPort: number,
): Promise<PostgresServer> {
  const password = ephemeral ? newPassword() : databasePassword(folders.secrets);
  const { postgres: folder, postgresHome: home } = folders;
  const fixed = { keeper, folder, home, account, password, ephemeral, env };
  return onAnotherPort(preferredPort, (port) => startPostgres({ ...fixed, preferredPort: port }));
}

async function timed<Server extends { readonly address: string }>(
  { onProgress }: ServersWanted,
  name: string,
  start: () => Promise<Server>,
): Promise<Server> {
  onProgress(`${name} starting`);
  const from = performance.now();
  const server = await start();
  onProgress(`${name} ready at ${server.address} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  return server;
}
