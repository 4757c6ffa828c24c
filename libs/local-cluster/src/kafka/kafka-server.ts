import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reachesBroker } from '#lib/messaging';
import type { BrokerAccess } from '#lib/platform';
import type { Keeper } from '../keeper/keeper.client.js';
import type { Program } from '../keeper/keeper.main.js';
import { childEnv } from '../place/child-env.js';
import { waitUntilReady } from '../place/wait-until-ready.js';
import { brokerSecrets } from './broker-secrets.js';
import { formatStorage } from './format-storage.js';
import { findJava } from './java.js';
import { kafkaJars } from './kafka-jars.js';
import { logProperties, serverProperties } from './server-properties.js';

export interface KafkaOptions {
  readonly keeper: Keeper;
  /** Everything of this Kafka lies here: settings, data, log, temporary files. */
  readonly folder: string;
  /** Passwords of the broker's first users. */
  readonly secretsFolder: string;
  /** The broker's; the controller has the next one. */
  readonly port: number;
  /** Data that nobody will read again: the server may be killed instead of closing its logs in order. */
  readonly ephemeral: boolean;
  readonly env: NodeJS.ProcessEnv;
}

export interface KafkaServer {
  /** host:port, for KAFKA_BROKERS. */
  readonly address: string;
  /** Credentials of the administrator, for KAFKA_ADMIN_FILE. */
  readonly adminFile: string;
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

/** @throws LocalClusterError when Java or the jars are missing, or when Kafka does not come up */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const java = findJava(options.env);
  const jars = kafkaJars();
  const folder = options.folder;
  const dataDir = join(folder, 'data');
  const settings = join(folder, 'server.properties');
  mkdirSync(join(folder, 'tmp'), { recursive: true, mode: 0o700 });
  const brokerPort = options.port;
  const controllerPort = brokerPort + 1;
  const formatted = existsSync(join(dataDir, 'meta.properties'));
  const secrets = brokerSecrets(options.secretsFolder, formatted);
  // Written anew, so that an older file with wider rights does not keep them.
  rmSync(settings, { force: true });
  const nodePassword = secrets.node.password;
  writeFileSync(settings, serverProperties({ brokerPort, controllerPort, dataDir, nodePassword }), { mode: 0o600 });
  writeFileSync(join(folder, 'log4j2.properties'), logProperties());
  const program = (name: string, mainClass: readonly string[]): Program => ({
    name,
    command: java,
    args: [...javaOptions(folder), '-cp', join(jars, '*'), ...mainClass],
    cwd: folder,
    env: childEnv(options.env),
    uid: null,
    gid: null,
    logFile: join(folder, `${name}.log`),
    stopSignal: options.ephemeral ? 'SIGKILL' : 'SIGTERM',
    stopWithinMs: 15_000,
  });

  if (!formatted) await formatStorage({ keeper: options.keeper, folder, dataDir, settings, secrets, program });
  const server = program('kafka', ['kafka.Kafka', settings]);
  const running = await options.keeper.start(server);
  const address = `127.0.0.1:${brokerPort}`;
  const login = { mechanism: 'scram-sha-512', ...secrets.admin } as const;
  const admin: BrokerAccess = { brokers: [address], tls: null, login };
  await waitUntilReady({
    name: 'Kafka',
    program: running,
    logFile: server.logFile,
    withinMs: 60_000,
    // An open port says too little: Kafka opens it before it serves requests.
    isReady: () => reachesBroker(admin).then(() => true),
  });
  return { address, adminFile: secrets.adminFile, pid: running.pid, ended: running.ended };
}

function javaOptions(folder: string): string[] {
  return [
    '-Xmx512m',
    // Native parts of the compression libraries and the JVM's own counters would otherwise stay in the system's temporary folder after a kill.
    `-Djava.io.tmpdir=${join(folder, 'tmp')}`,
    '-XX:-UsePerfData',
    `-Dlog4j2.configurationFile=${join(folder, 'log4j2.properties')}`,
  ];
}
