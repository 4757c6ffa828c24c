import { join } from 'node:path';
import { describeConfigErrors, loadConfig, projectRoot, type HubConfig } from '#lib/platform';
import { NoRunningHub, readHubFile } from './hub-file.js';
import { brokerEnv } from './broker-env.js';
import { readServersFile, type HubServers } from './servers-file.js';
import { stateFolder } from './state-folder.js';

/**
 * Settings of the hub that a command looks into: those of the environment, and for what is not set there those of the hub that runs here.
 * @throws NoRunningHub when neither names the servers
 */
export function hubSettings(): HubConfig {
  const running = runningServers();
  const env = {
    ...(running === null
      ? {}
      : {
          KAFKA_BROKERS: running.kafkaBrokers.join(','),
          ...brokerEnv(running.kafka),
          DATABASE_URL: running.databaseUrl,
          SCHAKEL_PREFIX: running.prefix,
        }),
    ...process.env,
  };
  if (env['KAFKA_BROKERS'] === undefined || env['DATABASE_URL'] === undefined) {
    throw new NoRunningHub(
      'No hub runs here. Start one in another terminal with `npm start`, or name the servers of one with KAFKA_BROKERS and DATABASE_URL.',
    );
  }
  const loaded = loadConfig(env, projectRoot());
  if (!loaded.ok) throw new Error(describeConfigErrors(loaded.errors));
  return loaded.config;
}

function runningServers(): HubServers | null {
  try {
    readHubFile(stateFolder());
  } catch {
    return null;
  }
  return readServersFile(join(stateFolder(), 'secrets'));
}
