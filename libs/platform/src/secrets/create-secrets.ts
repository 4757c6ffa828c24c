import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET_FILES } from './secrets.js';

export interface SecretNames {
  /** Whom the hub calls with a token. */
  readonly recipients: readonly string[];
}

/** Creates what is missing, folder 0700 and files 0600, and leaves what is there: a new case key would sever every case from its past. */
export function createSecrets(folder: string, names: SecretNames): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  ensure(folder, SECRET_FILES.originMac, () => ({ current: 'k1', keys: { k1: newKey() } }));
  for (const file of [SECRET_FILES.caseKey, SECRET_FILES.reference, SECRET_FILES.storage]) {
    ensure(folder, file, () => ({ key: newKey() }));
  }
  ensureNames(folder, SECRET_FILES.pushKeys, names.recipients);
}

function newKey(): string {
  return randomBytes(32).toString('hex');
}

function ensure(folder: string, file: string, create: () => unknown): void {
  if (!existsSync(join(folder, file))) write(folder, file, create());
}

function ensureNames(folder: string, file: string, names: readonly string[]): void {
  const path = join(folder, file);
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  const missing = names.filter((name) => known[name] === undefined);
  if (missing.length === 0 && existsSync(path)) return;
  const added = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64url')]));
  write(folder, file, { ...known, ...added });
}

// Written beside and renamed, so that a crash never leaves half a key.
function write(folder: string, file: string, content: unknown): void {
  const path = join(folder, file);
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
