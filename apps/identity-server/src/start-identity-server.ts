import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Provider } from 'oidc-provider';
import { systemClock, type Logger } from '#lib/platform';
import { followClients, followSuspended, peerOf, readTlsFiles, renewTls, serverTls, type TlsFiles } from '#lib/trust';
import { signingKeys } from './keys/signing-keys.js';
import { isOfPeople, startPeople } from './people/start-people.js';
import { TOLERANCE_S } from './provider/check-assertion.js';
import { providerConfiguration } from './provider/provider-configuration.js';
import { NewestAssertion } from './store/newest-assertion.js';

export interface IdentityServerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly secretsFolder: string;
  readonly tls: TlsFiles;
  /** `iss` of the tokens; null = the address it listens on. */
  readonly issuer: string | null;
  /** `https://host:port` of the console, whose operators log in here too; null = nobody does. */
  readonly consoleOrigin?: string | null;
  readonly logger: Logger;
  /** How a request ended: its status. */
  readonly count?: (status: number) => void;
}

export interface RunningIdentityServer {
  readonly issuer: string;
  close(): Promise<void>;
}

/** A token request is some kilobytes at most; this long it may take to come, ms. */
const REQUEST_MS = 10_000;

/** Listens with TLS and issues access tokens to registered clients that show their certificate. */
export async function startIdentityServer(options: IdentityServerOptions): Promise<RunningIdentityServer> {
  const { secretsFolder, logger, tls } = options;
  const times = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 2_000 };
  const newest = NewestAssertion.kept(secretsFolder);
  await pass(newest.iat);
  const server = https.createServer({ ...serverTls(readTlsFiles(tls)), ...times, keepAliveTimeout: 20_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const issuer = options.issuer ?? `https://${options.host}:${port}`;
  const keys = signingKeys(secretsFolder);
  const people =
    options.consoleOrigin == null
      ? null
      : startPeople({
          origin: new URL(issuer).origin,
          consoleOrigin: options.consoleOrigin,
          secretsFolder,
          keys: signingKeys(secretsFolder, 'people'),
          logger,
        });
  const registered = followClients(secretsFolder, () => systemClock.monotonic());
  const isSuspended = followSuspended(secretsFolder, () => systemClock.monotonic());
  const provider = new Provider(
    issuer,
    providerConfiguration({
      keys,
      clientOf: (oin) => (isSuspended(oin) ? null : registered(oin)),
      newest,
      now: () => systemClock.now(),
    }),
  );
  provider.on('server_error', (_ctx, error) => logger.error('A token request failed.', { error }));
  provider.on('grant.error', (_ctx, error) => logger.warn('A token was refused.', { code: error.error }));
  const handle = provider.callback();
  server.on('request', (request, response) => {
    response.setHeader('cache-control', 'no-store');
    response.once('close', () => options.count?.(response.statusCode));
    if (people !== null && isOfPeople(request.url)) return people(request, response);
    // Whoever has no certificate of a client has nothing to ask here; no signature is looked at for it.
    if (request.method !== 'GET' && peerOf(request.socket) === null) {
      response.writeHead(401, { 'content-type': 'application/json', connection: 'close' });
      response.end('{"error":"invalid_client"}');
      return;
    }
    void handle(request, response);
  });
  const stopRenewing = renewTls(server, tls, (error) => logger.error('Taking new certificates failed.', { error }));
  return {
    issuer,
    close: async () => {
      stopRenewing();
      server.closeIdleConnections();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

/**
 * Waits until the second is over in which assertions were taken last: whoever makes one after a restart would be refused with what was seen.
 * That is a second and the tolerance between clocks at most. @throws with what to do when the clock was set back by more
 */
async function pass(second: number): Promise<void> {
  const left = (second + 1) * 1000 - systemClock.now();
  if (left > (TOLERANCE_S + 1) * 1000)
    throw new Error(
      'Starting: assertions were taken of a time to come, so the clock was set back. Start again when that time is over, or take identity/newest-assertion.json away; what was seen could then be used again.',
    );
  // The clock that tells seconds and the one of timers are two.
  while (systemClock.now() < (second + 1) * 1000) await wait(Math.max(1, (second + 1) * 1000 - systemClock.now()));
}
