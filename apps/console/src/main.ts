import { createLogger, describeConfigErrors, loadConfig, runApp } from '#lib/platform';
import { startConsole } from './start-console.js';

const loaded = loadConfig(process.env);
if (!loaded.ok) {
  process.stderr.write(`${describeConfigErrors(loaded.errors)}\n`);
  process.exit(1);
}
const { config } = loaded;
const logger = createLogger('console', { level: config.logLevel });
process.exit(
  await runApp({ logger, parentPid: config.parentPid, start: (shutdown) => startConsole(config, logger, shutdown) }),
);
