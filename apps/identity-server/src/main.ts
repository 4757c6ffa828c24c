import {
  createHttpApp,
  createLogger,
  describeConfigErrors,
  HealthRegistry,
  listenOn,
  loadConfig,
  Metrics,
  runApp,
} from '#lib/platform';
import { ownFiles, writeRunningIssuer } from '#lib/trust';
import { IdentityServerModule } from './identity-server.module.js';
import { startIdentityServer } from './start-identity-server.js';

// The identity server speaks neither Kafka nor SQL; the loader asks for both because every other part needs them.
const loaded = loadConfig({ KAFKA_BROKERS: 'localhost:0', DATABASE_URL: 'postgres://none', ...process.env });
if (!loaded.ok) {
  process.stderr.write(`${describeConfigErrors(loaded.errors)}\n`);
  process.exit(1);
}
const { secretsFolder, ports, host, operatorsHost, logLevel, parentPid, stateFolder } = loaded.config;
const logger = createLogger('identity-server', { level: logLevel });
process.exit(
  await runApp({
    logger,
    parentPid,
    start: async (shutdown) => {
      const metrics = new Metrics({ process: true });
      const answered = metrics.counter('schakel_identity_requests_total', 'Requests by status.', ['status']);
      const server = await startIdentityServer({
        host,
        port: ports.identity,
        secretsFolder,
        tls: ownFiles(secretsFolder, 'identity-server'),
        issuer: process.env['SCHAKEL_ISSUER']?.trim() || null,
        consoleOrigin: `https://${host}:${ports.console}`,
        logger,
        count: (status) => answered.inc({ status: String(status) }),
      });
      shutdown.add('identity server', () => server.close());
      writeRunningIssuer(stateFolder, server.issuer);
      const health = new HealthRegistry();
      const app = await createHttpApp(IdentityServerModule.forRoot(health, metrics), { logger });
      shutdown.add('operators', () => app.close());
      const { url } = await listenOn(app, operatorsHost, ports.identity === 0 ? 0 : ports.identity + 1);
      logger.info('Tokens are given.', { address: server.issuer });
      logger.info('Health and metrics are served.', { address: url });
    },
  }),
);
