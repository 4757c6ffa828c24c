import { type ConfigError } from './hub-config.js';

/** One line per variable, for the person who started the process. */
export function describeConfigErrors(errors: readonly ConfigError[]): string {
  return ['The settings are not complete:', ...errors.map((error) => `  ${error.variable} ${error.message}`)].join(
    '\n',
  );
}
