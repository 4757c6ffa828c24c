import { createLogger, describeConfigErrors, loadConfig, type HubConfig, type Logger } from '#lib/platform';

/** Configuration and logger of this process; ends it with what to do when the environment is not complete. */
export function configured(name: string): { readonly config: HubConfig; readonly logger: Logger } {
  const loaded = loadConfig(process.env);
  if (!loaded.ok) {
    process.stderr.write(`${describeConfigErrors(loaded.errors)}\n`);
    process.exit(1);
  }
  return { config: loaded.config, logger: createLogger(name, { level: loaded.config.logLevel }) };
}
