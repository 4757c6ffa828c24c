import { type Logger } from 'typeorm';

/** TypeORM prints some lines whatever its settings, to standard output and with parameters. What fails reaches the caller as an error. */
export const silentTypeOrmLogger: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
