import { join } from 'node:path';
import { loadContracts } from '#lib/contracts';
import { startLocalCluster, type LocalCluster, type ServerName } from '#lib/local-cluster';
import { describeConfigErrors, loadConfig, projectRoot, type HubConfig } from '#lib/platform';
import { addressesOf } from './addresses-of.js';
import { brokerEnv } from './broker-env.js';
import { removeHubFile, writeHubFile, type RunningHub } from './hub-file.js';
import { leaseHubPorts } from './hub-ports.js';
import { makeSecrets } from './make-secrets.js';
import { prepareAccess } from './prepare-access.js';
import { prepareLog } from './prepare-log.js';
import { removeServersFile, writeServersFile } from './servers-file.js';
import { startApps } from './start-apps.js';
import { stateFolder } from './state-folder.js';

export interface StartHubOptions {
  readonly fresh: boolean;
  readonly clock: 'story' | 'system';
  readonly onProgress: (line: string) => void;
  /** Aborted when the user has had enough: nothing more is started. */
  readonly stopped: AbortSignal;
}

export interface StartedHub {
  readonly running: RunningHub;
  /** What a person may look at, line by line. */
  readonly addresses: string;
  stop(): Promise<void>;
}

export class HubSettingsWrong extends Error {
  readonly code = 'hub-settings-wrong';
}

/** Starts Kafka and PostgreSQL (or uses the given ones), sets up the log, and starts router, adapters and simulator as processes. */
export async function startHub(options: StartHubOptions): Promise<StartedHub> {
  const parts: { stop(): Promise<void> }[] = [];
  const started = (part: { stop(): Promise<void> }): unknown => parts.push(part);
  const stop = async () => {
    for (const part of parts.splice(0).reverse()) await part.stop();
  };
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    if (options.stopped.aborted) throw new Error('Stopped while starting.');
    const begun = performance.now();
    const result = await work();
    options.onProgress(`✔ ${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    return result;
  };
  try {
    const state = stateFolder();
    const file = new KeptHubFile(state);
    const cluster = await step('Kafka and PostgreSQL', () =>
      startLocalCluster({
        stateDir: state,
        fresh: options.fresh,
        onProgress: (line) => options.onProgress(`  ${line}`),
        onRevived: (server) => {
          options.onProgress(`  ${SERVERS[server].people} had died and runs again`);
          const pid = server === 'Kafka' ? cluster.kafkaPid : cluster.postgresPid;
          file.update(SERVERS[server].name, pid ?? 0);
        },
      }),
    );
    started(cluster);
    const config = configOf(cluster, options.clock);
    const contracts = loadContracts({ root: projectRoot() });
    await step('users and access lists of Kafka', () => prepareAccess(config, contracts, options.onProgress));
    await step('case log and rules', async () => {
      const { length } = await makeSecrets(config, contracts);
      if (length > 0) options.onProgress(`  ${length} certificates made or renewed`);
      await prepareLog({ ...config, onProgress: options.onProgress }, contracts);
    });
    const ports = await leaseHubPorts(config.ports);
    started({ stop: () => Promise.resolve(ports.release()) });
    const onRestart = (app: string, pid: number) => {
      options.onProgress(`  the ${app.replace('-', ' ')} had died and ${app === 'adapters' ? 'run' : 'runs'} again`);
      file.update(app, pid);
    };
    const apps = await startApps({ config, env: environment(config, ports.env), step, started, onRestart });
    const servers = { kafka: cluster.kafkaPid ?? 0, postgres: cluster.postgresPid ?? 0 };
    const running: RunningHub = { ...apps, pids: { ...apps.pids, ...servers } };
    writeServersFile(config.secretsFolder, config);
    started({ stop: () => Promise.resolve(removeServersFile(config.secretsFolder)) });
    file.open(running);
    started({ stop: () => Promise.resolve(file.remove()) });
    return { running, addresses: addressesOf(running, join(state, 'logs')), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SERVERS: Readonly<Record<ServerName, { readonly name: string; readonly people: string }>> = {
  Kafka: { name: 'kafka', people: 'the broker' },
  PostgreSQL: { name: 'postgres', people: 'the database' },
};

/** hub.json while the hub runs: what dies and is started again has another process number from then on. */
class KeptHubFile {
  private running: RunningHub | null = null;

  constructor(private readonly stateFolder: string) {}

  open(running: RunningHub): void {
    this.running = running;
    writeHubFile(this.stateFolder, running);
  }

  update(name: string, pid: number): void {
    if (this.running === null) return;
    const pids = { ...this.running.pids, [name]: pid };
    this.open({ ...this.running, pids, routerPid: pids['router'] ?? 0 });
  }

  remove(): void {
    this.running = null;
    removeHubFile(this.stateFolder);
  }
}

function configOf(cluster: LocalCluster, clock: 'story' | 'system'): HubConfig {
  const env = {
    ...process.env,
    ...cluster.kafkaEnv,
    DATABASE_URL: cluster.databaseUrl,
    SCHAKEL_CLOCK: clock,
  };
  const loaded = loadConfig(env, projectRoot());
  if (!loaded.ok) throw new HubSettingsWrong(describeConfigErrors(loaded.errors));
  return loaded.config;
}

function environment(config: HubConfig, ports: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    KAFKA_BROKERS: config.kafkaBrokers.join(','),
    ...brokerEnv(config.kafka),
    // The apps have their own principals; whoever makes users and lines is none of them.
    KAFKA_ADMIN_FILE: '',
    DATABASE_URL: config.databaseUrl,
    SCHAKEL_PREFIX: config.prefix,
    SCHAKEL_STATE: config.stateFolder,
    SCHAKEL_CLOCK: config.clock,
    ...ports,
    SCHAKEL_ISSUER: process.env['SCHAKEL_ISSUER'] ?? `https://127.0.0.1:${ports['SCHAKEL_PORT_IDENTITY']}`,
  };
}
