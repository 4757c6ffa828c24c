import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalClusterError } from '../local-cluster-error.js';

export const KAFKA_VERSION = '4.4.0';

/**
 * The folder with Kafka's jars, where set-up puts it: `.schakel/kafka-<version>/lib` of the project.
 * @throws LocalClusterError when set-up has not run
 */
export function kafkaJars(): string {
  const lib = join(projectFolder(), '.schakel', `kafka-${KAFKA_VERSION}`, 'lib');
  if (!existsSync(join(lib, `kafka_2.13-${KAFKA_VERSION}.jar`))) {
    throw new LocalClusterError(
      `Kafka's jars are not in ${lib}.`,
      'Run `npm run setup`, which fetches them, or set KAFKA_BROKERS.',
    );
  }
  return lib;
}

/** The nearest folder above with a package.json: the project's root, from the sources and from dist/ alike. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
