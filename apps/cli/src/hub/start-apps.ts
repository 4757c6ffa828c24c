import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HubConfig } from '#lib/platform';
import { ChildApp, type ChildAppOptions } from './child-app.js';
import type { RunningHub } from './hub-file.js';
import { Supervised } from './supervised.js';

export interface AppsPlace {
  readonly config: HubConfig;
  /** Of every app. */
  readonly env: Readonly<Record<string, string>>;
  readonly step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  /** Whatever is started, in order, so that it can be stopped. */
  readonly started: (part: { stop(): Promise<void> }) => void;
  /** An app died and runs again as another process. */
  readonly onRestart: (app: string, pid: number) => void;
}

/** Starts the apps of the hub one after the other, each a process that is started again when it dies. */
export async function startApps({ config, env, step, started, onRestart }: AppsPlace): Promise<RunningHub> {
  const url = (port: string | number | undefined) => `http://127.0.0.1:${port}`;
  const own = (app: string) => env[`SCHAKEL_PORT_${app}`];
  // Agencies and operators can reach the first port; health answers on the next one.
  const beside = (app: string) => Number(own(app)) + 1;
  const options = (name: string, entry: string, port: string | number | undefined): ChildAppOptions => ({
    name,
    entry: `dist/${entry}`,
    args: [],
    env,
    logFile: join(config.stateFolder, 'logs', `${name}.log`),
    readyUrl: `${url(port)}/health/ready`,
  });
  const pids: Record<string, number> = {};
  const supervised = async (app: ChildAppOptions): Promise<void> => {
    const running = await step(app.name.replace('-', ' '), () =>
      Supervised.start(app, (pid) => onRestart(app.name, pid)),
    );
    pids[app.name] = running.pid;
    started(running);
  };
  // One that the environment names takes the place of ours.
  if (process.env['SCHAKEL_ISSUER'] === undefined) {
    await supervised(options('identity-server', 'apps/identity-server/src/main.js', beside('IDENTITY')));
  }
  started(
    await step('partner simulator', () =>
      ChildApp.start(options('partner-simulator', 'apps/partner-simulator/src/main.js', own('SIMULATOR'))),
    ),
  );
  await supervised(options('router', 'apps/router/src/main.js', own('ROUTER')));
  await supervised(options('ledger', 'apps/ledger/src/main.js', own('LEDGER')));
  await supervised(options('adapters', 'libs/adapter-kit/src/host/host-adapters.main.js', own('ADAPTERS')));
  // Without an identity provider for operators nobody could come in.
  const withConsole =
    process.env['SCHAKEL_ISSUER'] === undefined || process.env['SCHAKEL_CONSOLE_ISSUER'] !== undefined;
  if (withConsole) await supervised(options('console', 'apps/console/src/main.js', beside('CONSOLE')));
  return {
    pid: process.pid,
    kafkaBrokers: config.kafkaBrokers,
    prefix: config.prefix,
    clock: config.clock,
    router: url(own('ROUTER')),
    registry: url(own('REGISTRY')),
    ledger: url(own('LEDGER')),
    routerPid: pids['router'] ?? 0,
    pids,
    adapters: url(own('ADAPTERS')),
    simulator: url(own('SIMULATOR')),
    identity: env['SCHAKEL_ISSUER'] ?? '',
    console: withConsole ? `https://127.0.0.1:${own('CONSOLE')}` : '',
    doors: JSON.parse(readFileSync(join(config.stateFolder, 'adapters.json'), 'utf8')) as RunningHub['doors'],
  };
}
