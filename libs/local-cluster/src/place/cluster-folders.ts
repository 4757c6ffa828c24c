import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ADMIN_FILE, NODE_FILE } from '../kafka/broker-secrets.js';
import { LocalClusterError } from '../local-cluster-error.js';
import type { DatabaseAccount } from '../postgres/database-account.js';
import { endLeftovers } from './cluster-lock.js';

export interface ClusterFolders {
  /** Holds the lock. */
  readonly base: string;
  readonly kafka: string;
  /** PostgreSQL's log; its data are in `postgresHome`. */
  readonly postgres: string;
  /** A folder that the database's account can reach: a clone in a folder of mode 0700 is closed to it. */
  readonly postgresHome: string;
  readonly secrets: string;
}

const LASTING_TEMPORARY = '/var/tmp';

/** Folders that survive a restart, in the state folder; only what the database's account must reach lies outside, and is named there. */
export function lastingFolders(stateDir: string, account: DatabaseAccount): ClusterFolders {
  mkdirSync(stateDir, { recursive: true });
  const base = realpathSync(stateDir);
  const postgres = join(base, 'postgres');
  const postgresHome = account === null ? postgres : join(LASTING_TEMPORARY, `schakel-${nameOf(base)}`);
  return { base, kafka: join(base, 'kafka'), postgres, postgresHome, secrets: join(base, 'secrets') };
}

/** Makes the folders, and says in the state folder where the database is. */
export function makeFolders(folders: ClusterFolders, account: DatabaseAccount): void {
  mkdirSync(folders.kafka, { recursive: true, mode: 0o700 });
  mkdirSync(folders.postgres, { recursive: true, mode: 0o700 });
  if (account === null) return;
  openHome(folders.postgresHome);
  writeFileSync(join(folders.postgres, 'place.json'), `${JSON.stringify({ folder: folders.postgresHome })}\n`);
}

/** `--fresh`: throws away what Kafka and PostgreSQL keep, and the passwords that go with it. */
export function emptyFolders(folders: ClusterFolders): void {
  const passwords = ['postgres.json', ADMIN_FILE, NODE_FILE].map((file) => join(folders.secrets, file));
  for (const path of [folders.kafka, folders.postgres, folders.postgresHome, ...passwords]) {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Folders that go when the cluster stops. Those of an earlier cluster whose every process was killed go now. */
export function passingFolders(stateDir: string, account: DatabaseAccount): ClusterFolders {
  const parent = account === null ? tmpdir() : LASTING_TEMPORARY;
  const prefix = `schakel-${nameOf(stateDir)}-`;
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const left = join(parent, name);
    if (name.startsWith(prefix) && endLeftovers(left)) rmSync(left, { recursive: true, force: true, maxRetries: 5 });
  }
  const base = mkdtempSync(join(parent, prefix));
  if (account !== null) chmodSync(base, 0o711);
  return {
    base,
    kafka: join(base, 'kafka'),
    postgres: join(base, 'postgres'),
    postgresHome: join(base, account === null ? 'postgres' : 'database'),
    secrets: join(base, 'secrets'),
  };
}

function nameOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

/** In a folder open to all, anybody could have made the one we want beforehand. */
function openHome(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new LocalClusterError(
      `${folder} belongs to somebody else.`,
      'Remove it, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  // A strict umask takes from the mode that it was made with.
  chmodSync(folder, 0o755);
}
