import type { Server as HttpsServer } from 'node:https';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp, listenOn, systemClock, type Logger, type Metrics, type Shutdown } from '#lib/platform';
import type { DoorTls, OperatorTokens } from '#lib/trust';
import { guardConsole } from './access/guard-console.js';
import { RequestQuota } from './access/request-quota.js';
import { API_VERSION } from './description/api-version.js';
import { ConsoleModule, type ConsoleParts } from './console.module.js';

export interface ServingOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly tls: DoorTls;
  readonly tokens: Pick<OperatorTokens, 'verify'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** The REST interface over HTTPS. Operators come with a token, so nobody is asked for a certificate. Answers with its address. */
export async function serveOperators(
  parts: ConsoleParts,
  { host, port, tls, tokens, metrics, logger }: ServingOptions,
  shutdown: Pick<Shutdown, 'add'>,
): Promise<{ readonly url: string; readonly app: NestFastifyApplication }> {
  const refused = metrics.counter('schakel_console_refused_total', 'Requests refused before any route, by code.', [
    'code',
  ]);
  const app = await createHttpApp(ConsoleModule.forRoot(parts), {
    logger,
    apiVersion: API_VERSION,
    mediaTypes: ['application/json'],
    https: { ...tls.options, requestCert: false },
  });
  shutdown.add('http', () => app.close());
  const quota = new RequestQuota(() => systemClock.monotonic());
  guardConsole(app, { tokens, quota, logger, count: (code) => refused.inc({ code }) });
  const { url } = await listenOn(app, host, port);
  shutdown.add('certificates', tls.follow(app.getHttpServer() as HttpsServer));
  return { url, app };
}
