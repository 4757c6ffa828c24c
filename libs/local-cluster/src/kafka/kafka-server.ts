import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keeper } from '../keeper/keeper.client.js';
import type { Program } from '../keeper/keeper.main.js';
import { LocalClusterError } from '../local-cluster-error.js';
import { childEnv } from '../place/child-env.js';
import { freePort } from '../place/free-port.js';
import { logTail } from '../place/log-tail.js';
import { waitUntilReady } from '../place/wait-until-ready.js';
import { answersMetadata } from './answers-metadata.js';
import { findJava } from './java.js';
import { kafkaJars } from './kafka-jars.js';
import { logProperties, serverProperties } from './server-properties.js';

export interface KafkaOptions {
  readonly keeper: Keeper;
  /** Everything of this Kafka lies here: settings, data, log, temporary files. */
  readonly folder: string;
  /** 0 asks for any free port. */
  readonly preferredPort: number;
  /** Data that nobody will read again: the server may be killed instead of closing its logs in order. */
  readonly ephemeral: boolean;
  readonly env: NodeJS.ProcessEnv;
}

export interface KafkaServer {
  /** host:port, for KAFKA_BROKERS. */
  readonly address: string;
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
  const brokerPort = await freePort(options.preferredPort);
  const controllerPort = await freePort(options.preferredPort === 0 ? 0 : options.preferredPort + 1);
  writeFileSync(settings, serverProperties({ brokerPort, controllerPort, dataDir }));
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

  if (!existsSync(join(dataDir, 'meta.properties'))) {
    // A format that was interrupted leaves a folder without this file; Kafka refuses it half done.
    rmSync(dataDir, { recursive: true, force: true });
    const format = program('kafka-format', ['kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', settings]);
    const { code } = await options.keeper.run(format);
    if (code !== 0) throw formatFailed(format.logFile);
  }
  const server = program('kafka', ['kafka.Kafka', settings]);
  const running = await options.keeper.start(server);
  await waitUntilReady({
    name: 'Kafka',
    program: running,
    logFile: server.logFile,
    withinMs: 60_000,
    isReady: () => answersMetadata('127.0.0.1', brokerPort),
  });
  return { address: `127.0.0.1:${brokerPort}`, pid: running.pid, ended: running.ended };
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

/** Kafka's form of a UUID: 16 bytes in base64url. It takes no id that begins with a hyphen. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

function formatFailed(logFile: string): LocalClusterError {
  const log = logTail(logFile);
  const hint = log.includes('UnsupportedClassVersionError')
    ? 'This Java is too old: install Java 17 or later.'
    : `The whole log is ${logFile}.`;
  return new LocalClusterError(`Kafka's data folder could not be formatted:\n${log}`, hint);
}
