import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newBrokerPassword, writeBrokerCredentials, type BrokerUser } from '#lib/platform';
import { LocalClusterError } from '../local-cluster-error.js';
import { ADMIN_USER, NODE_USER } from './server-properties.js';

export const ADMIN_FILE = 'kafka-admin.json';
export const NODE_FILE = 'kafka-node.json';

/** Passwords of the users that the broker knows from its first start. */
export interface BrokerSecrets {
  readonly node: BrokerUser;
  readonly admin: BrokerUser;
  /** For KAFKA_ADMIN_FILE. */
  readonly adminFile: string;
}

/**
 * Made once, in files that only their owner may read. They go with the data: a broker that is formatted knows its first users for ever.
 * @throws LocalClusterError when there are data and no passwords to them
 */
export function brokerSecrets(folder: string, formatted: boolean): BrokerSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const adminFile = join(folder, ADMIN_FILE);
  const node = userOf(join(folder, NODE_FILE), NODE_USER, formatted);
  const admin = userOf(adminFile, ADMIN_USER, formatted);
  return { node, admin, adminFile };
}

function userOf(file: string, username: string, formatted: boolean): BrokerUser {
  const kept = read(file);
  if (kept !== null) return kept;
  if (formatted) {
    throw new LocalClusterError(
      `Kafka's data are there, but not the password of ${username} that belongs to them (${file}).`,
      'Put the file back, or throw the state of earlier runs away: `npm start -- --fresh`.',
    );
  }
  const made = { username, password: newBrokerPassword() };
  writeBrokerCredentials(file, made);
  return made;
}

function read(file: string): BrokerUser | null {
  if (!existsSync(file)) return null;
  try {
    const { username, password } = JSON.parse(readFileSync(file, 'utf8')) as Partial<BrokerUser>;
    return typeof username === 'string' && typeof password === 'string' ? { username, password } : null;
  } catch {
    return null;
  }
}
