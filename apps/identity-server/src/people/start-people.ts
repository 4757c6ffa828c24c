import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { systemClock, type Logger } from '#lib/platform';
import { CONSOLE_AUDIENCE, FollowedFiles, OPERATORS_PATH, operatorsFile, readDevelopmentOperators } from '#lib/trust';
import type { SigningKey } from '../keys/signing-keys.js';
import { LogInAttempts } from './log-in-attempts.js';
import { LogIn } from './log-in.js';
import { peopleConfiguration } from './people-configuration.js';

export interface PeopleOptions {
  /** `https://host:port` of this server. */
  readonly origin: string;
  readonly consoleOrigin: string;
  readonly secretsFolder: string;
  readonly keys: readonly SigningKey[];
  readonly logger: Logger;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const INTERACTION = `${OPERATORS_PATH}/interaction`;

export function isOfPeople(url: string | undefined): boolean {
  return url?.startsWith(`${OPERATORS_PATH}/`) ?? false;
}

/** Answers everything below `/operators`: the log-in of people, beside the machines' and apart from it. */
export function startPeople({ origin, consoleOrigin, secretsFolder, keys, logger }: PeopleOptions): Handle {
  const file = new FollowedFiles(
    [operatorsFile(secretsFolder)],
    () => readDevelopmentOperators(secretsFolder),
    () => systemClock.monotonic(),
  );
  const operators = () => file.value();
  const provider = new Provider(
    `${origin}${OPERATORS_PATH}`,
    peopleConfiguration({
      keys,
      operatorOf: (subject) => operators().find((one) => one.subject === subject) ?? null,
      audience: CONSOLE_AUDIENCE,
      consoleOrigin,
      interactionPath: INTERACTION,
      now: () => systemClock.now(),
    }),
  );
  provider.on('server_error', (_ctx, error) => logger.error('A request of a person failed.', { error }));
  provider.on('grant.error', (_ctx, error) => logger.debug('A token was refused.', { code: error.error }));
  const attempts = new LogInAttempts(() => systemClock.monotonic());
  const logIn = new LogIn({ provider, operators, origin, consoleOrigin, attempts, logger });
  const handle = provider.callback();
  const { host } = new URL(origin);
  return (request, response) => {
    // Addresses on the pages follow from this header; another one would lead people elsewhere.
    if (request.headers.host !== host) return void response.writeHead(421).end();
    const path = new URL(request.url ?? '/', origin).pathname;
    if (path.startsWith(`${INTERACTION}/`)) {
      logIn.handle(request, response, path).catch((error: unknown) => {
        logger.error('A log-in failed.', { error });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
      return;
    }
    // The form of the user code is guessed at as a password is.
    if (request.method === 'POST' && path === `${OPERATORS_PATH}/device` && attempts.take(null) !== null) {
      return void response.writeHead(429, { 'retry-after': '5' }).end();
    }
    const mounted = request as IncomingMessage & { originalUrl?: string };
    mounted.originalUrl = request.url ?? '/';
    request.url = mounted.originalUrl.slice(OPERATORS_PATH.length) || '/';
    void handle(request, response);
  };
}
