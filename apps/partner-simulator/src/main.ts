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
import type { Inbox } from './inbox/inbox.js';
import { AgencyOnKafka } from './kafka/agency-on-kafka.js';
import { AgencyLanguages } from './languages/agency-languages.js';
import { startSimulator } from './start-simulator.js';

// The simulator speaks no SQL, and Kafka only where it is told to; the loader asks for both because every other part needs them.
const loaded = loadConfig({ KAFKA_BROKERS: 'localhost:0', DATABASE_URL: 'postgres://none', ...process.env });
if (!loaded.ok) {
  process.stderr.write(`${describeConfigErrors(loaded.errors)}\n`);
  process.exit(1);
}
const dtv = process.env['SCHAKEL_SIMULATOR_DTV'] ?? 'http';
if (dtv !== 'http' && dtv !== 'kafka') {
  process.stderr.write('SCHAKEL_SIMULATOR_DTV: use http, or kafka for DT&V’s own topics.\n');
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
      const openKafka = (inbox: Inbox, languages: AgencyLanguages) =>
        AgencyOnKafka.open(config, 'DTV', inbox, languages, logger);
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
        dtv === 'kafka' ? openKafka : null,
      );
      shutdown.add('simulator', () => simulator.close());
      logger.info('The partners’ systems are open.', { address: simulator.url });
    },
  }),
);
