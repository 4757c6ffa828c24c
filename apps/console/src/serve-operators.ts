import type { Server as HttpsServer } from 'node:https';
import { listenOn, type Shutdown } from '#lib/platform';
import type { DoorTls } from '#lib/trust';
import type { ConsoleParts } from './console-parts.js';
import { createConsoleApp, type ConsoleAppOptions } from './create-console-app.js';

export interface ServingOptions extends Omit<ConsoleAppOptions, 'https'> {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly tls: DoorTls;
}

/** The REST interface over HTTPS. Operators come with a token, so nobody is asked for a certificate. Answers with its address. */
export async function serveOperators(
  parts: ConsoleParts,
  { host, port, tls, ...options }: ServingOptions,
  shutdown: Pick<Shutdown, 'add'>,
): Promise<string> {
  const app = await createConsoleApp(parts, { ...options, https: { ...tls.options, requestCert: false } });
  shutdown.add('http', () => app.close());
  const { url } = await listenOn(app, host, port);
  shutdown.add('certificates', tls.follow(app.getHttpServer() as HttpsServer));
  return url;
}
