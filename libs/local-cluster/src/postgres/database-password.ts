import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalClusterError } from '../local-cluster-error.js';
import { dataFolderOf } from './data-folder.js';

/**
 * The password of the embedded database below `home`, made once and kept in a file that only its owner may read. It goes with the data, which may
 * lie elsewhere: whoever deletes the state folder by hand leaves them behind.
 * @throws LocalClusterError when there are data and no password to them
 */
export function databasePassword(secretsFolder: string, home: string): string {
  const file = join(secretsFolder, 'postgres.json');
  const kept = read(file);
  if (kept !== null) return kept;
  const data = dataFolderOf(home);
  if (existsSync(data)) {
    throw new LocalClusterError(
      `There is a database of an earlier run in ${data}, but not the password that belongs to it (${file}): was the state folder deleted by hand?`,
      LOST_PASSWORD_HINT,
    );
  }
  const password = newPassword();
  mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify({ password }) + '\n', { mode: 0o600 });
  return password;
}

/** What to do about a database that does not take our password. */
export const LOST_PASSWORD_HINT = 'Put the file back, or throw the state of earlier runs away: `npm start -- --fresh`.';

export function newPassword(): string {
  return randomBytes(24).toString('hex');
}

function read(file: string): string | null {
  try {
    const { password } = JSON.parse(readFileSync(file, 'utf8')) as { password?: unknown };
    return typeof password === 'string' ? password : null;
  } catch {
    return null;
  }
}
