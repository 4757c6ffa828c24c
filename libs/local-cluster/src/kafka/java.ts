import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { LocalClusterError } from '../local-cluster-error.js';

/** What to do without Java: the one text, for set-up and for the cluster alike. */
export const WITHOUT_JAVA =
  'Either install Java 17 or later and Maven (for example `apt-get install openjdk-17-jre-headless maven`),\n' +
  'or use a Kafka that runs elsewhere: `docker compose -f docker/compose.yaml up -d` and KAFKA_BROKERS=localhost:9092.';

/**
 * The java program of JAVA_HOME or the PATH.
 * @throws LocalClusterError when there is none
 */
export function findJava(env: NodeJS.ProcessEnv): string {
  const home = env['JAVA_HOME'];
  const folders = [
    ...(home ? [join(home, 'bin')] : []),
    ...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
  ];
  const found = folders
    .map((folder) => join(folder, process.platform === 'win32' ? 'java.exe' : 'java'))
    .find(isExecutable);
  if (found === undefined)
    throw new LocalClusterError('Kafka needs Java, and there is none on this machine.', WITHOUT_JAVA);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
