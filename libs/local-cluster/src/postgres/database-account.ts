import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { LocalClusterError } from '../local-cluster-error.js';

/** The account that PostgreSQL runs as; null: this process's own. */
export type DatabaseAccount = { readonly uid: number; readonly gid: number } | null;

/**
 * PostgreSQL refuses to run as root; root hands it to the account `postgres`, or where there is none to `nobody`.
 * @throws LocalClusterError when root finds neither
 */
export function databaseAccount(): DatabaseAccount {
  if (process.getuid?.() !== 0) return null;
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (account === null) {
    throw new LocalClusterError(
      'PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it as.',
      'Make one (`useradd --system postgres`), run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return account;
}

function lookUp(name: string): DatabaseAccount {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return null;
  }
}
