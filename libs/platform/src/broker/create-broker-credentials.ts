import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BrokerUser {
  readonly username: string;
  readonly password: string;
}

/**
 * A user of the broker per principal, each in a file of its own (0600, folder 0700), so that a process can be given its own and no other.
 * What is there stays; a file that names another user (another prefix on the same state folder) is made anew.
 */
export function createBrokerCredentials(
  folder: string,
  principals: readonly string[],
  usernameOf: (principal: string) => string,
): readonly BrokerUser[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return principals.map((principal) => {
    const file = join(folder, `${principal}.json`);
    const username = usernameOf(principal);
    const kept = read(file);
    if (kept?.username === username) return kept;
    const user = { username, password: newBrokerPassword() };
    writeBrokerCredentials(file, user);
    return user;
  });
}

export function newBrokerPassword(): string {
  return randomBytes(32).toString('base64url');
}

/** Written beside and renamed, so that a crash never leaves half a file. */
export function writeBrokerCredentials(file: string, user: BrokerUser): void {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(user, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function read(file: string): BrokerUser | null {
  if (!existsSync(file)) return null;
  try {
    const { username, password } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, unknown>>;
    return typeof username === 'string' && typeof password === 'string' ? { username, password } : null;
  } catch {
    return null;
  }
}
