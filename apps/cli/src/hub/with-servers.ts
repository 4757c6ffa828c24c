import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { openDatabase, type Database } from '#lib/persistence';
import { HUB_PRINCIPALS, openBrokerAccess, type HubConfig } from '#lib/platform';

/** Opens the hub's database for the time of a command. */
export async function withDatabase<T>(config: HubConfig, work: (database: Database) => Promise<T>): Promise<T> {
  const options = { applicationName: 'schakel-cli', poolSize: 2 };
  const database = await openDatabase(config.databaseUrl, config.prefix, options);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Opens the hub's broker for the time of a command, as a principal that may look and never write unless the command needs another. */
export async function withLog<T>(
  config: HubConfig,
  work: (log: MessageLog) => Promise<T>,
  principal: string = HUB_PRINCIPALS.cli,
): Promise<T> {
  const access = openBrokerAccess(config, principal);
  const log = await openKafkaLog({ access, clientId: `${config.prefix}-cli` });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}
