import { systemClock } from '#lib/platform';
import { deviceLogIn } from './console-log-in.js';
import { consolePlace, type ConsolePlace } from './console-place.js';
import { readSession, removeSession, sessionOf, writeSession, type ConsoleSession } from './console-session.js';

/** The console did not do what was asked; the text says why and what to do next. */
export class ConsoleRefused extends Error {
  constructor(
    readonly status: number,
    /** Name of the problem, e.g. `own-plan`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export class NotLoggedIn extends Error {
  readonly code = 'not-logged-in';
}

interface ProblemDocument {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly errors?: readonly { readonly message?: unknown }[];
}

const DEADLINE_MS = 60_000;
/** A token with less left is renewed first, ms. */
const SPARE_MS = 30_000;
const LOG_IN = 'Run `schakel login` (in development: `schakel login --as operator`).';

/** The REST interface of the console, called with the operator's token, which is renewed as long as the log-in lasts. */
export class ConsoleClient {
  private constructor(
    private readonly place: ConsolePlace,
    private session: ConsoleSession,
  ) {}

  /** @throws NotLoggedIn, NoRunningHub */
  static open(): ConsoleClient {
    const place = consolePlace();
    const session = readSession();
    if (session?.console === place.url) return new ConsoleClient(place, session);
    place.fetch.close();
    throw new NotLoggedIn(`Nobody is logged in at the console of this hub. ${LOG_IN}`);
  }

  /** Opens the console for the time of a command. */
  static async use<T>(work: (client: ConsoleClient) => Promise<T>): Promise<T> {
    const client = ConsoleClient.open();
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.call('POST', path, body);
  }

  close(): void {
    this.place.fetch.close();
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await this.place
      .fetch(`${this.place.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.token()}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...json,
        signal: AbortSignal.timeout(DEADLINE_MS),
      })
      .catch((cause: unknown) => {
        throw new Error(
          `The console does not answer at ${this.place.url}. It is started again when it died; try again.`,
          {
            cause,
          },
        );
      });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer as T;
    throw refusal(response.status, answer ?? {});
  }

  private async token(): Promise<string> {
    if (this.session.endsAt - SPARE_MS > systemClock.now()) return this.session.accessToken;
    const { refreshToken } = this.session;
    const renewed =
      refreshToken === null ? null : await deviceLogIn(this.session, this.place.fetch).refresh(refreshToken);
    if (renewed === null) {
      removeSession();
      throw new NotLoggedIn(`The log-in has ended. ${LOG_IN}`);
    }
    this.session = sessionOf(this.session, renewed, systemClock.now());
    writeSession(this.session);
    return this.session.accessToken;
  }
}

function refusal(status: number, { code, detail, errors }: ProblemDocument): Error {
  if (status === 401) return new NotLoggedIn(`The console does not take the log-in any more. ${LOG_IN}`);
  const name = typeof code === 'string' ? code : 'failed';
  const said = typeof detail === 'string' ? detail : `The console answered ${status}.`;
  const faults = (errors ?? []).map(({ message }) => `\n  ${String(message)}`).join('');
  const next = name === 'role-missing' ? ' `schakel whoami` shows the roles you have.' : '';
  return new ConsoleRefused(status, name, `${said}${next}${faults}`);
}
