import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerSettings } from '#lib/platform';

/** Where the running hub's servers are. Holds the password of the database, so it lies among the secrets. */
export interface HubServers {
  readonly kafkaBrokers: readonly string[];
  readonly kafka: Pick<BrokerSettings, 'protocol' | 'mechanism' | 'caFile' | 'credentialsFolder'>;
  readonly databaseUrl: string;
  readonly prefix: string;
}

const FILE = 'servers.json';

export function writeServersFile(secretsFolder: string, servers: HubServers): void {
  const { kafkaBrokers, kafka, databaseUrl, prefix } = servers;
  mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ kafkaBrokers, kafka, databaseUrl, prefix } satisfies HubServers, null, 2);
  writeFileSync(join(secretsFolder, FILE), `${text}\n`, { mode: 0o600 });
}

export function removeServersFile(secretsFolder: string): void {
  rmSync(join(secretsFolder, FILE), { force: true });
}

/** null when there is none or it can't be read. */
export function readServersFile(secretsFolder: string): HubServers | null {
  try {
    return JSON.parse(readFileSync(join(secretsFolder, FILE), 'utf8')) as HubServers;
  } catch {
    return null;
  }
}
