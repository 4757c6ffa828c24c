import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalClusterError } from '../local-cluster-error.js';
import { identityOf, isAlive, killIfAlive, type ProcessIdentity } from './process-identity.js';

/** Who uses a folder: the process that started the cluster, its keeper and its servers. */
interface Holder {
  readonly owner: ProcessIdentity;
  readonly keeper: ProcessIdentity | null;
  readonly servers: readonly ProcessIdentity[];
}

// A keeper whose parent was killed needs this long at most: the servers' own limit to stop, and a little more.
const KEEPER_ENDS_WITHIN_MS = 30_000;

const WRITTEN_WITHIN_MS = 500;

/** At most one cluster per folder. The lock of a process that was killed is taken over, after what it left running is gone. */
export class ClusterLock {
  private constructor(readonly file: string) {}

  /** @throws LocalClusterError while another living process holds the folder */
  static async take(folder: string, onWait: (text: string) => void): Promise<ClusterLock> {
    const lock = new ClusterLock(lockFile(folder));
    mkdirSync(dirname(lock.file), { recursive: true });
    for (let attempt = 0; attempt < 5; attempt++) {
      if (lock.#create()) return lock;
      const holder = readHolder(lock.file) ?? (await whenWritten(lock.file));
      if (holder !== null && isAlive(holder.owner)) throw inUse(folder, holder.owner.pid);
      if (holder !== null) await outlive(holder, onWait);
      lock.#discard(holder);
    }
    throw new LocalClusterError(
      `${lock.file} could not be taken.`,
      'Another start is under way: wait for it, then try again.',
    );
  }

  /** Records who must be gone before another may take over. */
  note(keeper: number | undefined, servers: readonly number[]): void {
    const known = (pid: number | undefined) => (pid === undefined ? null : identityOf(pid));
    const living = servers.map(known).filter((identity) => identity !== null);
    const next = `${this.file}.next`;
    writeFileSync(next, JSON.stringify({ ...ourselves(), keeper: known(keeper), servers: living }), { mode: 0o600 });
    renameSync(next, this.file);
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  #create(): boolean {
    try {
      writeFileSync(this.file, JSON.stringify(ourselves()), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw new LocalClusterError(`Writing ${this.file} failed.`, 'Make sure that this user may write there.', {
        cause,
      });
    }
  }

  /** Moves the stale lock aside first: of two that take over at once, only one moves the file that both have read. */
  #discard(stale: Holder | null): void {
    const aside = `${this.file}.${process.pid}`;
    try {
      renameSync(this.file, aside);
    } catch {
      return;
    }
    const moved = readHolder(aside);
    if (moved !== null && stale !== null && moved.owner.pid !== stale.owner.pid) renameSync(aside, this.file);
    else rmSync(aside, { force: true });
  }
}

/** True when nobody uses the folder any more; whatever a killed owner and a killed keeper left running is ended first. */
export function endLeftovers(folder: string): boolean {
  const holder = readHolder(lockFile(folder));
  if (holder === null) return false;
  if (isAlive(holder.owner) || (holder.keeper !== null && isAlive(holder.keeper))) return false;
  holder.servers.forEach(killIfAlive);
  return true;
}

function lockFile(folder: string): string {
  return join(folder, 'local-cluster.lock');
}

function ourselves(): Holder {
  return { owner: identityOf(process.pid) ?? { pid: process.pid, born: '' }, keeper: null, servers: [] };
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Whoever takes the folder at this moment has made the file and not written it yet; one that stays unreadable is nobody's. */
async function whenWritten(file: string): Promise<Holder | null> {
  await pause(WRITTEN_WITHIN_MS);
  return readHolder(file);
}

async function outlive(holder: Holder, onWait: (text: string) => void): Promise<void> {
  const { keeper } = holder;
  const giveUpAt = performance.now() + KEEPER_ENDS_WITHIN_MS;
  if (keeper !== null && isAlive(keeper)) {
    onWait('waiting for the previous run to stop');
    while (isAlive(keeper) && performance.now() < giveUpAt) await pause(50);
    killIfAlive(keeper);
  }
  holder.servers.forEach(killIfAlive);
  while (holder.servers.some(isAlive) && performance.now() < giveUpAt) await pause(50);
}

function inUse(folder: string, pid: number): LocalClusterError {
  return new LocalClusterError(
    `${folder} is in use by another Schakel (process ${pid}).`,
    'Stop that one first, or set SCHAKEL_STATE to another folder.',
  );
}
