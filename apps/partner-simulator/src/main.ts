import { loadAgencyFormats } from '#lib/adapter-kit';
import { loadContracts } from '#lib/contracts';
import {
  createLogger,
  describeConfigErrors,
  loadConfig,
  openSecrets,
  projectRoot,
  runApp,
  systemClock,
} from '#lib/platform';
import { AgencyWallet, ownFiles, readTlsFiles, trustSettings } from '#lib/trust';
import { AgencyLanguages } from './languages/agency-languages.js';
import { startSimulator } from './start-simulator.js';

// The simulator speaks neither Kafka nor SQL; the loader asks for both because every other part needs them.
const loaded = loadConfig({ KAFKA_BROKERS: 'localhost:0', DATABASE_URL: 'postgres://none', ...process.env });
if (!loaded.ok) {
  process.stderr.write(`${describeConfigErrors(loaded.errors)}\n`);
  process.exit(1);
}
const { config } = loaded;
const { stateFolder, secretsFolder, ports, logLevel, parentPid } = config;
const logger = createLogger('partner-simulator', { level: logLevel });
process.exit(
  await runApp({
    logger,
    parentPid,
    start: async (shutdown) => {
      const contracts = loadContracts({ root: projectRoot() });
      const trust = trustSettings(process.env, config);
      const wallet = new AgencyWallet(
        secretsFolder,
        () => trust.issuer(),
        () => systemClock.now(),
      );
      shutdown.add('connections of the agencies', () => wallet.close());
      const simulator = await startSimulator(
        {
          stateFolder,
          secrets: openSecrets(secretsFolder),
          partners: contracts.partners,
          languages: new AgencyLanguages(await loadAgencyFormats(), contracts),
          wallet,
          tls: readTlsFiles(ownFiles(secretsFolder, 'partner-simulator')),
        },
        ports.simulator,
        logger,
      );
      shutdown.add('simulator', () => simulator.close());
      logger.info('The partners’ systems are open.', { address: simulator.url });
    },
  }),
);
