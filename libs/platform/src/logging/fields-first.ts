import { type LogFields, type Logger } from './logger.js';

type Write = (fields: LogFields, message: string) => void;

/** The same log with the arguments in pino's order, for libraries that expect that. */
export function fieldsFirst(logger: Logger): { debug: Write; info: Write; warn: Write; error: Write } {
  return {
    debug: (fields, message) => logger.debug(message, fields),
    info: (fields, message) => logger.info(message, fields),
    warn: (fields, message) => logger.warn(message, fields),
    error: (fields, message) => logger.error(message, fields),
  };
}
