import { pino, stdTimeFunctions, type DestinationStream, type Logger as Pino } from 'pino';
import { safeFields } from './log-fields.js';
import { type Logger, type LogLevel } from './logger.js';
import { safeText } from './safe-text.js';

export interface LoggerOptions {
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Default standard error; standard output belongs to what commands answer. */
  readonly destination?: DestinationStream;
}

/** JSON lines, one per event, with an allow-list of fields: no body, token or V-number can slip in. */
export function createLogger(name: string, options: LoggerOptions = {}): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: { part: name, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // The allow-list below leaves nothing to serialize; pino's own serializer would print whole errors.
    serializers: { error: (value: unknown) => value },
  };
  // Synchronous, so that the last lines before a crash are not lost.
  const destination = options.destination ?? pino.destination({ fd: 2, sync: true });
  return wrap(pino(settings, destination));
}

function wrap(log: Pino): Logger {
  return {
    debug: (message, fields = {}) => {
      if (log.isLevelEnabled('debug')) log.debug(safeFields(fields), safeText(message));
    },
    info: (message, fields = {}) => log.info(safeFields(fields), safeText(message)),
    warn: (message, fields = {}) => log.warn(safeFields(fields), safeText(message)),
    error: (message, fields = {}) => log.error(safeFields(fields), safeText(message)),
    child: (fields) => wrap(log.child(safeFields(fields))),
  };
}
