import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The password of the embedded database, made once and kept in a file that only its owner may read. */
export function databasePassword(secretsFolder: string): string {
  const file = join(secretsFolder, 'postgres.json');
  const kept = read(file);
  if (kept !== null) return kept;
  const password = newPassword();
  mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify({ password }) + '\n', { mode: 0o600 });
  return password;
}

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
