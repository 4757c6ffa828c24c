import { type LoggerService } from '@nestjs/common';
import { type Logger } from './logger.js';

/** Sends what the framework says to our log. Its start-up chatter is debug; its optional parameters may hold anything and are dropped. */
export function nestLogger(logger: Logger): LoggerService {
  const text = (message: unknown): string =>
    typeof message === 'string' ? message : 'The framework reported something.';
  return {
    log: (message: unknown) => logger.debug(text(message)),
    debug: (message: unknown) => logger.debug(text(message)),
    verbose: (message: unknown) => logger.debug(text(message)),
    warn: (message: unknown) => logger.warn(text(message)),
    error: (message: unknown) => logger.error(text(message), message instanceof Error ? { error: message } : {}),
    fatal: (message: unknown) => logger.error(text(message), message instanceof Error ? { error: message } : {}),
  };
}
