import { existsSync, readFileSync, rmSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keeper } from '../keeper/keeper.client.js';
import type { Program } from '../keeper/keeper.main.js';
import { LocalClusterError } from '../local-cluster-error.js';
import { childEnv } from '../place/child-env.js';
import { logTail } from '../place/log-tail.js';
import { commandLineOf } from '../place/process-identity.js';
import { waitUntilReady } from '../place/wait-until-ready.js';
import { answersQuery, ensureDatabase } from './answers-query.js';
import { dataFolderOf } from './data-folder.js';
import type { DatabaseAccount } from './database-account.js';
import { LOST_PASSWORD_HINT } from './database-password.js';
import { copyPostgres, packagedPostgres } from './postgres-binaries.js';
import { postgresSettings } from './postgres-settings.js';

const NAME = 'schakel';
/** SQLSTATE invalid_password. */
const WRONG_PASSWORD = '28P01';

export interface PostgresOptions {
  readonly keeper: Keeper;
  /** Where the log lies. */
  readonly folder: string;
  /** Where the data lie, and the programs too when PostgreSQL runs under another account: that account can reach it. */
  readonly home: string;
  readonly account: DatabaseAccount;
  readonly password: string;
  readonly port: number;
  readonly ephemeral: boolean;
  readonly env: NodeJS.ProcessEnv;
}

export interface PostgresServer {
  /** host:port, without the password: fit for a progress line. */
  readonly address: string;
  readonly url: string;
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

/** @throws LocalClusterError when the package is missing or PostgreSQL does not come up */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { keeper, home, account, port } = options;
  const dataDir = dataFolderOf(home);
  const packaged = packagedPostgres();
  const binaries = account === null ? packaged : join(home, 'programs');
  if (account !== null) await copyPostgres(packaged, binaries);
  const program = (name: string, args: readonly string[]): Program => ({
    name,
    command: join(binaries, 'bin', name),
    args,
    cwd: home,
    env: childEnv(options.env),
    uid: account?.uid ?? null,
    gid: account?.gid ?? null,
    logFile: join(options.folder, `${name}.log`),
    // Fast shutdown ends sessions in order; immediate shutdown spares the checkpoint of data that nobody will read.
    stopSignal: options.ephemeral ? 'SIGQUIT' : 'SIGINT',
    stopWithinMs: 15_000,
  });

  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(options, program);
  forgetReusedPid(dataDir);
  const server = program('postgres', ['-D', dataDir, ...postgresSettings(port, options.ephemeral)]);
  const running = await keeper.start(server);
  const urlOf = (database: string) => `postgres://${NAME}:${options.password}@127.0.0.1:${port}/${database}`;
  await waitUntilReady({
    name: 'PostgreSQL',
    program: running,
    logFile: server.logFile,
    withinMs: 60_000,
    isReady: () => answersQuery(urlOf('postgres')).catch((error: unknown) => notYet(error, dataDir)),
  });
  await ensureDatabase(urlOf('postgres'), NAME);
  return { address: `127.0.0.1:${port}`, url: urlOf(NAME), pid: running.pid, ended: running.ended };
}

/** A server that starts refuses in many ways; one that refuses the password will never take it. */
function notYet(error: unknown, dataDir: string): false {
  if ((error as { code?: unknown }).code !== WRONG_PASSWORD) return false;
  throw new LocalClusterError(
    `The database in ${dataDir} is of an earlier run, and does not take the password that is kept for it.`,
    LOST_PASSWORD_HINT,
    { cause: error },
  );
}

/** Makes the data folder under another name first, so that one left half done by a kill is never taken for complete. */
async function initialise(
  options: PostgresOptions,
  program: (name: string, args: readonly string[]) => Program,
): Promise<void> {
  const partial = join(options.home, 'data.partial');
  const passwordFile = join(options.home, 'initial-password');
  await rm(partial, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(partial, { mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600, flag: 'wx' });
  const { account } = options;
  if (account !== null) for (const path of [partial, passwordFile]) await chown(path, account.uid, account.gid);
  const initdb = program('initdb', initdbOptions(partial, passwordFile, options.ephemeral));
  const { code } = await options.keeper.run(initdb);
  await rm(passwordFile, { force: true });
  if (code !== 0) {
    const log = logTail(initdb.logFile);
    throw new LocalClusterError(
      `PostgreSQL's data folder could not be made:\n${log}`,
      `The whole log is ${initdb.logFile}.`,
    );
  }
  await rename(partial, dataFolderOf(options.home));
}

function initdbOptions(dataDir: string, passwordFile: string, ephemeral: boolean): string[] {
  return [
    `--pgdata=${dataDir}`,
    `--username=${NAME}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Independent of the machine's locales: byte order for indexes, Unicode rules for case.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(ephemeral ? ['--no-sync'] : []),
  ];
}

/**
 * After a kill, postmaster.pid names a process number that another program may have by now; PostgreSQL would then refuse to start.
 * @throws LocalClusterError when that process is still the server of this very folder
 */
function forgetReusedPid(dataDir: string): void {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const command = commandLineOf(pid);
  if (command === null) return;
  if (command.includes(dataDir)) {
    throw new LocalClusterError(
      `PostgreSQL still runs on ${dataDir} (process ${pid}).`,
      `End it with \`kill ${pid}\`, then start again.`,
    );
  }
  rmSync(file, { force: true });
}
