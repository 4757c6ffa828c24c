import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalCluster, type LocalCluster } from '#lib/local-cluster';
import { describeConfigErrors, loadConfig, projectRoot, type HubConfig } from '#lib/platform';
import { brokerEnv } from './broker-env.js';
import { ChildApp } from './child-app.js';
import { freePort, freePorts } from './free-port.js';
import { removeHubFile, writeHubFile, type RunningHub } from './hub-file.js';
import { makeSecrets } from './make-secrets.js';
import { prepareAccess } from './prepare-access.js';
import { prepareLog } from './prepare-log.js';
import { removeServersFile, writeServersFile } from './servers-file.js';
import { stateFolder } from './state-folder.js';
import { Supervised } from './supervised.js';

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
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop();
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
    const cluster = await step('Kafka and PostgreSQL', () =>
      startLocalCluster({
        stateDir: state,
        fresh: options.fresh,
        onProgress: (line) => options.onProgress(`  ${line}`),
      }),
    );
    started.push(cluster);
    const config = configOf(cluster, options.clock);
    await step('users and access lists of Kafka', () => prepareAccess(config, options.onProgress));
    await step('case log and rules', async () => {
      const { length } = await makeSecrets(config);
      if (length > 0) options.onProgress(`  ${length} certificates made or renewed`);
      await prepareLog({ ...config, onProgress: options.onProgress });
    });
    const env = await environment(config);
    const log = (name: string) => join(state, 'logs', `${name}.log`);

    const running = await startApps(config, env, log, step, started, options);
    writeServersFile(config.secretsFolder, config);
    started.push({ stop: () => Promise.resolve(removeServersFile(config.secretsFolder)) });
    writeHubFile(state, running);
    started.push({ stop: () => Promise.resolve(removeHubFile(state)) });
    return { running, addresses: addressesOf(running, log('router')), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The host of the adapters, and after it one door each. */
const ADAPTER_PORTS = 20;

type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

async function startApps(
  config: HubConfig,
  env: Readonly<Record<string, string>>,
  log: (name: string) => string,
  step: Step,
  started: { stop(): Promise<void> }[],
  options: StartHubOptions,
): Promise<RunningHub> {
  const url = (port: string | undefined) => `http://127.0.0.1:${port}`;
  const app = (name: string, entry: string, port: string | undefined, args: readonly string[] = []) => ({
    name,
    entry,
    args,
    env,
    logFile: log(name),
    readyUrl: `${url(port)}/health/ready`,
  });
  let running: RunningHub | null = null;
  // One that the environment names takes the place of ours.
  if (process.env['SCHAKEL_ISSUER'] === undefined) {
    const health = String(Number(env['SCHAKEL_PORT_IDENTITY']) + 1);
    const identity = await step('identity server', () =>
      Supervised.start(app('identity-server', 'dist/apps/identity-server/src/main.js', health), () =>
        options.onProgress('  the identity server had died and runs again'),
      ),
    );
    started.push(identity);
  }
  const simulator = await step('partner simulator', () =>
    ChildApp.start(app('partner-simulator', 'dist/apps/partner-simulator/src/main.js', env['SCHAKEL_PORT_SIMULATOR'])),
  );
  started.push(simulator);
  const router = await step('router', () =>
    Supervised.start(app('router', 'dist/apps/router/src/main.js', env['SCHAKEL_PORT_ROUTER']), (pid) => {
      options.onProgress('  the router had died and runs again');
      if (running !== null) writeHubFile(config.stateFolder, { ...running, routerPid: pid });
    }),
  );
  started.push(router);
  const ledger = await step('ledger', () =>
    Supervised.start(app('ledger', 'dist/apps/ledger/src/main.js', env['SCHAKEL_PORT_LEDGER']), () =>
      options.onProgress('  the ledger had died and runs again'),
    ),
  );
  started.push(ledger);
  const adapters = await step('adapters', () =>
    Supervised.start(
      app('adapters', 'dist/libs/adapter-kit/src/host/host-adapters.main.js', env['SCHAKEL_PORT_ADAPTERS']),
      () => options.onProgress('  the adapters had died and run again'),
    ),
  );
  started.push(adapters);
  const operating = String(Number(env['SCHAKEL_PORT_CONSOLE']) + 1);
  const operatorsConsole = await step('console', () =>
    Supervised.start(app('console', 'dist/apps/console/src/main.js', operating), () =>
      options.onProgress('  the console had died and runs again'),
    ),
  );
  started.push(operatorsConsole);
  running = {
    pid: process.pid,
    kafkaBrokers: config.kafkaBrokers,
    prefix: config.prefix,
    clock: config.clock,
    router: url(env['SCHAKEL_PORT_ROUTER']),
    registry: url(env['SCHAKEL_PORT_REGISTRY']),
    ledger: url(env['SCHAKEL_PORT_LEDGER']),
    routerPid: router.pid,
    adapters: url(env['SCHAKEL_PORT_ADAPTERS']),
    simulator: url(env['SCHAKEL_PORT_SIMULATOR']),
    identity: env['SCHAKEL_ISSUER'] ?? '',
    console: `https://127.0.0.1:${env['SCHAKEL_PORT_CONSOLE']}`,
    doors: JSON.parse(readFileSync(join(config.stateFolder, 'adapters.json'), 'utf8')) as RunningHub['doors'],
  };
  return running;
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

async function environment(config: HubConfig): Promise<Readonly<Record<string, string>>> {
  const identity = String(await freePorts(config.ports.identity, 2));
  return {
    KAFKA_BROKERS: config.kafkaBrokers.join(','),
    ...brokerEnv(config.kafka),
    // The apps have their own principals; whoever makes users and lines is none of them.
    KAFKA_ADMIN_FILE: '',
    DATABASE_URL: config.databaseUrl,
    SCHAKEL_PREFIX: config.prefix,
    SCHAKEL_STATE: config.stateFolder,
    SCHAKEL_CLOCK: config.clock,
    SCHAKEL_PORT_ROUTER: String(await freePort(config.ports.router)),
    SCHAKEL_PORT_LEDGER: String(await freePort(config.ports.ledger)),
    SCHAKEL_PORT_REGISTRY: String(await freePort(config.ports.registry)),
    SCHAKEL_PORT_ADAPTERS: String(await freePorts(config.ports.adapters, ADAPTER_PORTS)),
    SCHAKEL_PORT_SIMULATOR: String(await freePorts(config.ports.simulator, 2)),
    SCHAKEL_PORT_IDENTITY: identity,
    SCHAKEL_PORT_CONSOLE: String(await freePorts(config.ports.console, 2)),
    SCHAKEL_ISSUER: process.env['SCHAKEL_ISSUER'] ?? `https://127.0.0.1:${identity}`,
  };
}

function addressesOf(running: RunningHub, routerLog: string): string {
  const doors = Object.entries(running.doors).map(([endpoint, url]) => `  ${endpoint.padEnd(6)} ${url}/v1/messages`);
  return [
    '',
    'The hub runs. Look at:',
    `  what the agencies received   ${running.simulator}/deliveries`,
    `  schemas (Confluent REST)     ${running.registry}/subjects`,
    `  router health and metrics    ${running.router}/health/ready  ${running.router}/metrics`,
    `  ledger health and metrics    ${running.ledger}/health/ready  ${running.ledger}/metrics`,
    `  console (REST, operators)    ${running.console}`,
    `  identity server              ${running.identity}/.well-known/openid-configuration`,
    '  doors of the agencies (mutual TLS; an example to copy: npm run -s schakel -- token COA --curl)',
    ...doors,
    `  logs                         ${routerLog.replace(/router\.log$/, '*.log')}`,
    '',
    'Another play: npm run -s schakel -- play S1    What was decided: npm run -s schakel -- ledger    Stop: Ctrl-C',
  ].join('\n');
}
