import type { Server as HttpsServer } from 'node:https';
import { openKafkaLog } from '#lib/messaging';
import { openDatabase } from '#lib/persistence';
import {
  createHttpApp,
  fieldsFirst,
  HUB_PRINCIPALS,
  listenOn,
  Metrics,
  openBrokerAccess,
  type HubConfig,
  type Logger,
  type Shutdown,
} from '#lib/platform';
import { doorTlsFromFiles } from '#lib/trust';
import { ConsoleModule } from './console.module.js';
import { consoleHealth } from './health/console-health.js';
import { OperatingModule } from './operating/operating.module.js';
import { consoleTls } from './settings/console-tls.js';

/** Opens Kafka and the database as the console's own principal, and serves operators until `shutdown`. */
export async function startConsole(config: HubConfig, logger: Logger, shutdown: Shutdown): Promise<void> {
  const options = { poolSize: config.databasePoolSize, applicationName: 'schakel-console' };
  const database = await openDatabase(config.databaseUrl, config.prefix, options);
  shutdown.add('database', () => database.close());
  const log = await openKafkaLog({
    access: openBrokerAccess(config, HUB_PRINCIPALS.console),
    clientId: `${config.prefix}-console`,
    logger: fieldsFirst(logger),
  });
  shutdown.add('kafka', () => log.close());

  const health = consoleHealth(log, database);
  const metrics = new Metrics({ process: true });
  const tls = doorTlsFromFiles(consoleTls(process.env, config), (error) =>
    logger.error('Taking new certificates failed.', { error }),
  );
  const app = await createHttpApp(ConsoleModule.forRoot(), {
    logger,
    mediaTypes: ['application/json'],
    https: { ...tls.options, requestCert: false },
  });
  shutdown.add('http', () => app.close());
  const { url } = await listenOn(app, config.host, config.ports.console);
  shutdown.add('certificates', tls.follow(app.getHttpServer() as HttpsServer));

  // Last: when this port answers, the console does.
  const operating = await createHttpApp(OperatingModule.forRoot(health, metrics), { logger });
  shutdown.add('operating', () => operating.close());
  shutdown.add('ready', () => health.startStopping());
  const { url: operatingUrl } = await listenOn(
    operating,
    config.operatorsHost,
    config.ports.console === 0 ? 0 : config.ports.console + 1,
  );
  logger.info('The console is open.', { address: url });
  logger.info('Health and metrics are served.', { address: operatingUrl });
}
