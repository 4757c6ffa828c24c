import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running hub can be reached; written by `schakel up`, read by `schakel play`. Holds no secret. */
export interface RunningHub {
  readonly pid: number;
  readonly kafkaBrokers: readonly string[];
  readonly prefix: string;
  readonly clock: 'system' | 'story';
  readonly router: string;
  readonly registry: string;
  readonly ledger: string;
  readonly routerPid: number;
  /** Process numbers by app, and of `kafka` and `postgres` where they are this hub's own (0 otherwise). */
  readonly pids: Readonly<Record<string, number>>;
  /** The host of the adapters: health, metrics, list of doors. */
  readonly adapters: string;
  readonly simulator: string;
  /** Issuer of access tokens. */
  readonly identity: string;
  /** The operators' REST interface; empty when it was not started. */
  readonly console: string;
  /** Endpoint code → address of its door. */
  readonly doors: Readonly<Record<string, string>>;
}

export class NoRunningHub extends Error {
  readonly code = 'no-running-hub';
}

const FILE = 'hub.json';

export function writeHubFile(stateFolder: string, hub: RunningHub): void {
  // In one step: it is written again when an app has died, and somebody may be reading.
  const next = join(stateFolder, `${FILE}.next`);
  writeFileSync(next, `${JSON.stringify(hub, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, join(stateFolder, FILE));
}

export function removeHubFile(stateFolder: string): void {
  rmSync(join(stateFolder, FILE), { force: true });
}

/** @throws NoRunningHub with what to do, when none runs on this state folder. */
export function readHubFile(stateFolder: string): RunningHub {
  try {
    const hub = JSON.parse(readFileSync(join(stateFolder, FILE), 'utf8')) as RunningHub;
    process.kill(hub.pid, 0);
    return hub;
  } catch (cause) {
    throw new NoRunningHub(
      'No hub runs here. Start one in another terminal with `npm start` or `npm run -s schakel -- up`.',
      {
        cause,
      },
    );
  }
}
