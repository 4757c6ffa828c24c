import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keeper } from '../keeper/keeper.client.js';
import type { Program } from '../keeper/keeper.main.js';
import { LocalClusterError } from '../local-cluster-error.js';
import { logTail } from '../place/log-tail.js';
import type { BrokerSecrets } from './broker-secrets.js';

export interface StorageToFormat {
  readonly keeper: Keeper;
  readonly folder: string;
  readonly dataDir: string;
  readonly settings: string;
  readonly secrets: BrokerSecrets;
  readonly program: (name: string, args: readonly string[]) => Program;
}

/** Makes an empty data folder whose metadata already know the first users. @throws LocalClusterError with the end of the tool's log */
export async function formatStorage(wanted: StorageToFormat): Promise<void> {
  const { keeper, folder, dataDir, settings, secrets, program } = wanted;
  // A format that was interrupted leaves a folder without meta.properties; Kafka refuses it half done.
  rmSync(dataDir, { recursive: true, force: true });
  const users = [secrets.node, secrets.admin].flatMap(({ username, password }) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${username},password=${password}]`,
  ]);
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', settings, ...users];
  // In a file of the launcher's: everybody on the machine may read a command line.
  const argFile = join(folder, 'format.args');
  writeFileSync(argFile, tool.map((arg) => `${JSON.stringify(arg)}\n`).join(''), { mode: 0o600 });
  try {
    const format = program('kafka-format', [`@${argFile}`]);
    const { code } = await keeper.run(format);
    if (code !== 0) throw formatFailed(format.logFile);
  } finally {
    rmSync(argFile, { force: true });
  }
}

/** Kafka's form of a UUID: 16 bytes in base64url. It takes no id that begins with a hyphen. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

function formatFailed(logFile: string): LocalClusterError {
  const log = logTail(logFile);
  const hint = log.includes('UnsupportedClassVersionError')
    ? 'This Java is too old: install Java 17 or later.'
    : `The whole log is ${logFile}.`;
  return new LocalClusterError(`Kafka's data folder could not be formatted:\n${log}`, hint);
}
