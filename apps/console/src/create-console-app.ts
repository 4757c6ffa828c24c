import type { ServerOptions } from 'node:https';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp, systemClock, type Logger, type Metrics } from '#lib/platform';
import type { OperatorTokens } from '#lib/trust';
import { guardConsole } from './access/guard-console.js';
import { RequestQuota } from './access/request-quota.js';
import type { ConsoleParts } from './console-parts.js';
import { ConsoleModule } from './console.module.js';
import { API_VERSION } from './description/api-version.js';

export interface ConsoleAppOptions {
  readonly tokens: Pick<OperatorTokens, 'verify'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Left out only where nobody can reach it: in tests. */
  readonly https?: ServerOptions;
  /** Milliseconds that never go backwards, for who asks how often; that of this process. */
  readonly monotonic?: () => number;
}

/** The REST interface behind its guard. Not listening yet. */
export async function createConsoleApp(
  parts: ConsoleParts,
  { tokens, metrics, logger, https, monotonic = () => systemClock.monotonic() }: ConsoleAppOptions,
): Promise<NestFastifyApplication> {
  const app = await createHttpApp(ConsoleModule.forRoot(parts), {
    logger,
    apiVersion: API_VERSION,
    mediaTypes: ['application/json'],
    ...(https === undefined ? {} : { https }),
  });
  const refused = metrics.counter('schakel_console_refused_total', 'Requests refused before any route, by code.', [
    'code',
  ]);
  const quota = new RequestQuota(monotonic);
  guardConsole(app, { tokens, quota, logger, count: (code) => refused.inc({ code }) });
  return app;
}
