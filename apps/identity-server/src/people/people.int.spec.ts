import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createLogger } from '#lib/platform';
import {
  CONSOLE_AUDIENCE,
  consoleTrust,
  DeviceLogIn,
  ensureDevelopmentOperators,
  ensureDevelopmentPki,
  logInAtPages,
  OperatorTokens,
  operatorsFile,
  ownFiles,
  readDevelopmentOperators,
  tlsFetch,
  writeRunningIssuer,
  writeSecretFile,
  type DevelopmentOperator,
  type OperatorGrant,
  type TlsFetch,
} from '#lib/trust';
import { startIdentityServer, type RunningIdentityServer } from '../start-identity-server.js';

const CONSOLE = 'https://127.0.0.1:7999';

describe('operators at the identity server', () => {
  let folder: string;
  let server: RunningIdentityServer;
  let fetch: TlsFetch;
  let logIn: DeviceLogIn;
  const logged: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-people-'));
    const hosts = ['127.0.0.1'];
    await ensureDevelopmentPki({ secretsFolder: folder, hubOin: '0', partners: [], hosts, now: new Date() });
    ensureDevelopmentOperators(folder);
    writeSecretFile(join(folder, 'identity', 'clients.json'), '[]');
    const destination = { write: (line: string) => void logged.push(line) };
    server = await startIdentityServer({
      ...{ host: '127.0.0.1', port: 0, secretsFolder: folder, tls: ownFiles(folder, 'identity-server'), issuer: null },
      consoleOrigin: CONSOLE,
      logger: createLogger('identity-server', { level: 'debug', destination }),
    });
    writeRunningIssuer(folder, server.issuer);
    fetch = tlsFetch({ ca: readFileSync(ownFiles(folder, 'console').ca, 'utf8') });
    const issuer = `${server.issuer}/operators`;
    logIn = new DeviceLogIn({
      issuer,
      clientId: 'schakel-cli',
      audience: CONSOLE_AUDIENCE,
      scope: 'openid console',
      fetch,
    });
  });
  afterAll(async () => {
    fetch.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const user = (name: string): DevelopmentOperator =>
    readDevelopmentOperators(folder).find((one) => one.user === name)!;
  const loggedIn = async (who: Pick<DevelopmentOperator, 'user' | 'password'>): Promise<OperatorGrant> => {
    const code = await logIn.begin();
    await logInAtPages(code, who, fetch);
    const grant = await logIn.ask(code.deviceCode, () => undefined);
    if (grant === null) throw new Error('Testing: the provider says that nobody has logged in.');
    return grant;
  };
  const verifier = (now = () => Date.now()): OperatorTokens =>
    OperatorTokens.remote(consoleTrust({}, { stateFolder: folder, secretsFolder: folder }), fetch, now);

  it('are made once, each with a password of its own, in a file that nobody else can read', () => {
    const before = readDevelopmentOperators(folder);
    ensureDevelopmentOperators(folder);
    expect(readDevelopmentOperators(folder)).toEqual(before);
    expect(before.map((one) => one.user)).toEqual(['viewer', 'operator', 'operator2', 'approver', 'dpo']);
    expect(new Set(before.map(({ password }) => password)).size).toBe(5);
    expect(statSync(operatorsFile(folder)).mode & 0o777).toBe(0o600);
  });

  it('get a token for the console, for fifteen minutes, that says their roles and not who they are', async () => {
    const { subject, user: name } = user('operator2');
    const { accessToken, expiresInS } = await loggedIn(user('operator2'));
    const claims = decodeJwt(accessToken);
    expect(claims).toMatchObject({ sub: subject, aud: CONSOLE_AUDIENCE, roles: ['operator', 'approver'] });
    expect([expiresInS, claims.exp! - claims.iat!]).toEqual([900, 900]);
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(JSON.stringify(claims)).not.toContain(name);
    const operator = await verifier().verify(accessToken);
    expect([operator?.subject, [...(operator?.roles ?? [])]]).toEqual([subject, ['operator', 'approver']]);
  });

  it('are nobody once the token has ended', async () => {
    const { accessToken } = await loggedIn(user('viewer'));
    expect(await verifier().verify(accessToken)).not.toBeNull();
    expect(await verifier(() => Date.now() + 906_000).verify(accessToken)).toBeNull();
  });

  it('stay logged in with a token that counts once, until they log out', async () => {
    const { refreshToken } = await loggedIn(user('operator'));
    const second = await logIn.refresh(refreshToken!);
    expect(decodeJwt(second!.accessToken)).toMatchObject({ roles: ['operator'] });
    await logIn.revoke(second!.refreshToken!);
    expect(await logIn.refresh(second!.refreshToken!)).toBeNull();
    const third = await loggedIn(user('operator'));
    await logIn.refresh(third.refreshToken!);
    expect(await logIn.refresh(third.refreshToken!)).toBeNull();
  });

  it('who have been taken out of the file get no new token', async () => {
    const all = readDevelopmentOperators(folder);
    const { refreshToken } = await loggedIn(user('dpo'));
    writeSecretFile(operatorsFile(folder), JSON.stringify(all.filter((one) => one.user !== 'dpo')));
    let refreshed = await logIn.refresh(refreshToken!);
    while (refreshed !== null) refreshed = await logIn.refresh(refreshed.refreshToken!);
    writeSecretFile(operatorsFile(folder), JSON.stringify(all));
    expect(refreshed).toBeNull();
  });

  it('do not get in with another password, nor as somebody who is not there', async () => {
    for (const who of [
      { user: 'viewer', password: user('dpo').password },
      { user: 'nobody', password: 'x' },
    ]) {
      const code = await logIn.begin();
      await expect(logInAtPages(code, who, fetch)).rejects.toThrow('refused with 403');
      expect(await logIn.ask(code.deviceCode, () => undefined)).toBeNull();
    }
  });

  it('are slowed down when somebody guesses at their password, and nobody else is', async () => {
    const answers = new Set<string>();
    for (let n = 0; n < 7; n++) {
      const code = await logIn.begin();
      const guess = { user: 'approver', password: `guess ${n}` };
      await logInAtPages(code, guess, fetch).catch((error: Error) => answers.add(error.message));
    }
    expect([...answers]).toEqual([
      'Logging in at the pages: refused with 403.',
      'Logging in at the pages: refused with 429.',
    ]);
    await loggedIn(user('viewer'));
  });

  it('log in at pages in Dutch or English, without scripts, that nobody can frame', async () => {
    const { verificationUri } = await logIn.begin();
    const dutch = await fetch(verificationUri, { headers: { accept: 'text/html' } });
    expect(await dutch.text()).toContain('Vul de code in');
    const english = await fetch(verificationUri, { headers: { accept: 'text/html', 'accept-language': 'en-GB,en' } });
    expect(await english.text()).toContain('Enter the code');
    const policy = english.headers.get('content-security-policy');
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/127\.0\.0\.1:7999;/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('are not logged in by a form from elsewhere, without its token, or in another browser', async () => {
    const { location, cookie } = await atPasswordPage();
    const { user: name, password } = user('viewer');
    const csrf = /name="csrf" value="([^"]+)"/.exec(await (await fetch(location, { headers: { cookie } })).text())?.[1];
    const post = async (form: Record<string, string>, headers: Record<string, string>) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams({ user: name, password, ...form }).toString();
      return (await fetch(location, { method: 'POST', headers: { ...type, ...headers }, body })).status;
    };
    expect(await post({ csrf: csrf! }, { cookie, origin: 'https://elsewhere.example' })).toBe(400);
    expect(await post({ csrf: csrf! }, { cookie, 'sec-fetch-site': 'cross-site' })).toBe(400);
    expect(await post({ csrf: 'x' }, { cookie })).toBe(400);
    expect(await post({ csrf: csrf! }, {})).toBe(400);
    expect(await post({ csrf: csrf! }, { cookie, origin: server.issuer })).toBe(303);
  });

  it('log in at a web page only with PKCE and at the console’s own address', async () => {
    const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url');
    const good = {
      ...{
        client_id: 'schakel-console',
        response_type: 'code',
        redirect_uri: `${CONSOLE}/callback`,
        scope: 'openid console',
      },
      ...{ code_challenge: challenge, code_challenge_method: 'S256', resource: CONSOLE_AUDIENCE, state: 'x' },
    };
    const ask = async (changes: Record<string, string>) => {
      const query = new URLSearchParams({ ...good, ...changes }).toString();
      const { status, headers } = await fetch(`${server.issuer}/operators/auth?${query}`);
      return [status, headers.get('location') ?? ''] as const;
    };
    expect((await ask({}))[1]).toContain('/operators/interaction/');
    expect((await ask({ redirect_uri: 'https://elsewhere.example/callback' }))[0]).toBe(400);
    expect((await ask({ code_challenge: '', code_challenge_method: '' }))[1]).toContain('error=invalid_request');
    expect((await ask({ resource: 'urn:schakel:adapter:coa-adapter' }))[1]).toContain('error=invalid_target');
  });

  it('leave no password, code or token in the log', () => {
    const text = logged.join('');
    expect(text).toContain('log-in-refused');
    expect(text).not.toMatch(/eyJ|password|device_code/);
    for (const { password, user: name } of readDevelopmentOperators(folder)) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(`"${name}"`);
    }
  });

  /** As far as the page with the password, by hand: where it is, and the cookies of this browser. */
  async function atPasswordPage(): Promise<{ readonly location: string; readonly cookie: string }> {
    const query = new URLSearchParams({
      ...{
        client_id: 'schakel-console',
        response_type: 'code',
        redirect_uri: `${CONSOLE}/callback`,
        scope: 'openid console',
      },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', state: 'x' },
    });
    const { headers } = await fetch(`${server.issuer}/operators/auth?${query.toString()}`);
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    return { location: new URL(headers.get('location')!, server.issuer).href, cookie };
  }
});
