import type { TlsFetch } from '../tls/tls-fetch.js';
import type { DevelopmentOperator } from './development-operators.js';
import { LogInFailed, type DeviceCode } from './device-log-in.js';

const MOST_PAGES = 12;
const DEADLINE_MS = 10_000;

/**
 * Fills in the pages of the development identity server as a person would: the code, the confirmation, user and password. For scripts and tests.
 * @throws LogInFailed
 */
export async function logInAtPages(
  { verificationUri, userCode }: Pick<DeviceCode, 'verificationUri' | 'userCode'>,
  { user, password }: Pick<DevelopmentOperator, 'user' | 'password'>,
  fetch: TlsFetch,
): Promise<void> {
  const typed: Readonly<Record<string, string>> = { user_code: userCode, user, password };
  const cookies = new Map<string, string>();
  let url = verificationUri;
  let form: URLSearchParams | null = null;
  for (let n = 0; n < MOST_PAGES; n++) {
    const response: Response = await fetch(url, {
      method: form === null ? 'GET' : 'POST',
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === null ? {} : { body: form.toString() }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    const location = response.headers.get('location');
    if (location !== null) {
      [url, form] = [new URL(location, url).href, null];
      continue;
    }
    const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
    if (response.status !== 200) throw new LogInFailed(`Logging in at the pages: refused with ${response.status}.`);
    if (action === undefined) return;
    [url, form] = [new URL(action, url).href, filled(text, typed)];
  }
  throw new LogInFailed('Logging in at the pages: they did not come to an end.');
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
  if (name === undefined || value === undefined) return;
  if (value === '') cookies.delete(name);
  else cookies.set(name, value);
}

function filled(text: string, typed: Readonly<Record<string, string>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [input] of text.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) form.set(name, typed[name] ?? /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return form;
}
