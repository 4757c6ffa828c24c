import { readFileSync } from 'node:fs';
import { recipientGauges } from '#lib/adapter-kit';
import { openKafkaLog } from '#lib/messaging';
import { openDatabase, whenLogReady } from '#lib/persistence';
import {
  caseLogKeys,
  createHttpApp,
  fieldsFirst,
  HUB_PRINCIPALS,
  listenOn,
  Metrics,
  openBrokerAccess,
  openSecrets,
  systemClock,
  type HubConfig,
  type Logger,
  type Shutdown,
} from '#lib/platform';
import { consoleTrust, doorTlsFromFiles, OperatorTokens, tlsFetch } from '#lib/trust';
import { alarmSettings } from './alarms/alarm-settings.js';
import { AlarmWatch } from './alarms/alarm-watch.js';
import { openReplay } from './replay/open-replay.js';
import type { ConsoleParts } from './console-parts.js';
import { consoleHealth } from './health/console-health.js';
import { OperatingModule } from './operating/operating.module.js';
import { serveOperators } from './serve-operators.js';
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
  const stopping = new AbortController();
  shutdown.add('waiting', () => stopping.abort());
  const known = await whenLogReady(database.log, logger, stopping.signal);
  if (known === null) return;
  const replay = openReplay(config, known, { database, log, logger });
  shutdown.add('replay', () => replay.stop());

  const health = consoleHealth(log, database);
  const metrics = new Metrics({ process: true });
  const alarms = new AlarmWatch({
    ...alarmSettings(process.env),
    ...{ database, logger, metrics, now: () => systemClock.iso() },
  });
  shutdown.add('alarms', () => alarms.stop());
  recipientGauges(metrics, database.loads);
  const tls = doorTlsFromFiles(consoleTls(process.env, config), (error) =>
    logger.error('Taking new certificates failed.', { error }),
  );
  const trust = consoleTrust(process.env, config);
  const fetch = tlsFetch({ ca: readFileSync(trust.issuerCa, 'utf8') });
  shutdown.add('identity provider', () => fetch.close());
  const { host, ports } = config;
  const tokens = OperatorTokens.remote(trust, fetch, () => systemClock.now());
  const keys = caseLogKeys(openSecrets(config.secretsFolder));
  const caseKeyOf = (vNumber: string): string => keys.caseKeyOf(vNumber);
  const parts: ConsoleParts = { trust, database, desk: replay.desk, alarms, caseKeyOf };
  const url = await serveOperators(parts, { host, port: ports.console, tls, tokens, metrics, logger }, shutdown);

  // Last: when this port answers, the console does.
  const operating = await createHttpApp(OperatingModule.forRoot(health, metrics), { logger });
  shutdown.add('operating', () => operating.close());
  shutdown.add('ready', () => health.startStopping());
  const { url: operatingUrl } = await listenOn(
    operating,
    config.operatorsHost,
    ports.console === 0 ? 0 : ports.console + 1,
  );
  replay.start();
  alarms.start();
  logger.info('The console is open.', { address: url });
  logger.info('Health and metrics are served.', { address: operatingUrl });
}
