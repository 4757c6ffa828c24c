import { createLogger, describeConfigErrors, loadConfig, openSecrets, runApp } from '#lib/platform';
import { startSimulator } from './start-simulator.js';

// The simulator speaks neither Kafka nor SQL; the loader asks for both because every other part needs them.
const loaded = loadConfig({ KAFKA_BROKERS: 'localhost:0', DATABASE_URL: 'postgres://none', ...process.env });
if (!loaded.ok) {
  process.stderr.write(`${describeConfigErrors(loaded.errors)}\n`);
  process.exit(1);
}
const { stateFolder, secretsFolder, ports, logLevel, parentPid } = loaded.config;
const logger = createLogger('partner-simulator', { level: logLevel });
process.exit(
  await runApp({
    logger,
    parentPid,
    start: async (shutdown) => {
      const simulator = await startSimulator(stateFolder, openSecrets(secretsFolder), ports.simulator, logger);
      shutdown.add('simulator', () => simulator.close());
      logger.info('The partners’ systems are open.', { address: simulator.url });
    },
  }),
);
