import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { sameSecret, type Logger } from '#lib/platform';
import type { DevelopmentOperator } from '#lib/trust';
import { LogInAttempts } from './log-in-attempts.js';
import { logInPage, pageHeaders, sayingPage } from './page.js';
import { pageLanguage } from './page-texts.js';
import { readForm } from './read-form.js';

export interface LogInParts {
  readonly provider: Pick<Provider, 'interactionDetails' | 'interactionFinished'>;
  readonly operators: () => readonly DevelopmentOperator[];
  /** `https://host:port` of this server: no form comes from anywhere else. */
  readonly origin: string;
  readonly consoleOrigin: string;
  readonly attempts: LogInAttempts;
  readonly logger: Logger;
}

/** The one page with a password on it. */
export class LogIn {
  private readonly key = randomBytes(32);

  constructor(private readonly parts: LogInParts) {}

  /** `path`: of the page, as the browser asked for it. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const language = pageLanguage(request.headers['accept-language']);
    const say = (status: number, body: string, more: Record<string, string> = {}): void => {
      response.writeHead(status, { ...pageHeaders([this.parts.consoleOrigin]), ...more }).end(body);
    };
    const uid = await this.interactionOf(request, response, path);
    if (uid === null) return say(400, sayingPage(language, 'failed'));
    const csrf = createHmac('sha256', this.key).update(uid).digest('base64url');
    const form = (fault: 'wrong' | 'slower' | null) => logInPage(language, { action: path, csrf, fault });
    if (request.method === 'GET') return say(200, form(null));
    const given = request.method === 'POST' && this.isOwnForm(request) ? await readForm(request) : null;
    if (given === null || !sameSecret(given.get('csrf') ?? '', csrf)) return say(400, sayingPage(language, 'failed'));
    const found = this.parts.operators().find(({ user }) => user === given.get('user')) ?? null;
    const waitS = this.parts.attempts.take(found?.user ?? null);
    if (waitS !== null) {
      this.parts.logger.warn('Somebody tries too often to log in.', { code: 'log-in-slowed' });
      return say(429, form('slower'), { 'retry-after': String(waitS) });
    }
    // Compared also where there is no such user, so that an answer takes as long.
    const right = sameSecret(given.get('password') ?? '', found?.password ?? this.key.toString('hex'));
    if (found === null || !right) {
      this.parts.logger.warn('A log-in was refused.', { code: 'log-in-refused' });
      return say(403, form('wrong'));
    }
    this.parts.attempts.succeeded(found.user);
    this.parts.logger.info('An operator has logged in.', { subject: found.subject });
    await this.parts.provider.interactionFinished(request, response, { login: { accountId: found.subject } });
  }

  /** The log-in that this browser began, by its cookie; null when there is none, or the address names another. */
  private async interactionOf(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<string | null> {
    try {
      const { uid, prompt } = await this.parts.provider.interactionDetails(request, response);
      return prompt.name === 'login' && path.endsWith(`/${uid}`) ? uid : null;
    } catch {
      // Ended, of another browser, or never begun: the person sees that it did not work, and nothing more is known.
      return null;
    }
  }

  private isOwnForm({ headers }: IncomingMessage): boolean {
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    return (origin === undefined || origin === this.parts.origin) && (site === undefined || site === 'same-origin');
  }
}
