import https from 'node:https';
import type { Socket } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { partnerScopes, type Partner } from '#lib/contracts';
import { createLogger } from '#lib/platform';
import { normalSerialNumber, TestTrust, tlsFetch, type Credential, type TestToken } from '#lib/trust';
import { memoryRuntime, testContracts, testTrust, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { genericDefinition } from '../definition/generic-definition.js';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import { MutualTlsAuthenticator } from '../inbound/mutual-tls-authenticator.js';
import { AdapterModule } from '../runtime/adapter.module.js';

const IND = { endpoint: 'IND', unit: null } as const;
const TYPE = 'application/cloudevents+json';

interface Attempt {
  readonly cert?: Credential | null;
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
}

/** Numbers are those of the project's table of bad inputs. A good request with one thing wrong, over real TLS. */
describe('a door, attacked', () => {
  const partner = (id: string): Partner => testContracts().partners.byId(id)!;
  const [ind, rotterdam, coa] = ['ind', 'gem-0599', 'coa'].map(partner) as [Partner, Partner, Partner];
  const revoked = new Set<string>();
  const suspended = new Set<string>();
  const logged: string[] = [];
  const secrets: string[] = [];
  let listsLost = false;
  let trust: TestTrust;
  let runtime: MemoryRuntime;
  let running: RunningAdapter;

  beforeAll(async () => {
    trust = await testTrust();
    const destination = { write: (line: string) => logged.push(line) };
    const { clock } = await memoryRuntime();
    const look = (list: ReadonlySet<string>, entry: string): boolean => {
      if (listsLost) throw new Error('Reading a list: it is broken.');
      return list.has(entry);
    };
    runtime = await memoryRuntime({
      logger: createLogger('door', { level: 'debug', destination }),
      authenticator: new MutualTlsAuthenticator({
        contracts: testContracts(),
        tokens: trust.verifier(),
        isRevoked: (serialNumber) => look(revoked, serialNumber),
        isSuspended: (oin) => look(suspended, oin),
        clock,
      }),
    });
    const { definition, manifest } = genericDefinition(testContracts(), 'door', ['IND', 'BMA', 'GEM']);
    running = await startAdapter(
      AdapterModule.of(definition, () => manifest),
      runtime,
      '127.0.0.1',
      0,
    );
  });
  afterAll(async () => {
    await running.close();
    await runtime.log.close();
  });
  afterEach(() => {
    revoked.clear();
    suspended.clear();
    listsLost = false;
  });

  const tokenOf = (
    of: Partner,
    changes: TestToken = {},
    scopes = partnerScopes(testContracts().catalogue, of),
  ): string => {
    const token = trust.token(of.oin, 'door', scopes, changes);
    secrets.push(token, token.split('.')[2] ?? '');
    return token;
  };
  const event = (): string => JSON.stringify(sampleEvent(testContracts(), 'M02', IND, Math.random));
  const inLog = (): number =>
    runtime.log.broker.topics.get(runtime.topics.messages)!.reduce((sum, { records }) => sum + records.length, 0);
  const attempt = async (given: Attempt = {}): Promise<{ status: number; text: string; code?: string }> => {
    const { cert = trust.client(ind.oin), token = tokenOf(ind), headers = {}, path = '/v1/messages' } = given;
    const own = cert === null ? {} : { cert: cert.certificate, key: cert.key };
    const call = tlsFetch({ ca: trust.ca, ...own });
    const method = given.method ?? 'POST';
    const response = await call(`${running.url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'content-type': TYPE } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: given.body ?? event() } : {}),
    });
    const text = await response.text();
    call.close();
    const { code } = JSON.parse(text) as { code?: string };
    return { status: response.status, text, ...(code === undefined ? {} : { code }) };
  };
  /** Nothing of it reaches the log, and the answer is that to a caller who shows nothing at all. */
  const refusedAsNobody = async (given: Attempt): Promise<void> => {
    const before = inLog();
    const nobody = await attempt({ cert: null, token: null });
    const { status, text } = await attempt(given);
    expect([status, text]).toEqual([401, nobody.text]);
    expect(inLog()).toBe(before);
  };

  it('lets in who shows the certificate and the token of one organisation, so that the rest is refused for its fault alone', async () => {
    expect((await attempt()).status).toBe(202);
  });

  it('26: knows nobody without a certificate, or with one that is not good', async () => {
    const past = { from: new Date('2020-01-01'), until: new Date('2021-01-01') };
    const coming = { from: new Date('2090-01-01'), until: new Date('2091-01-01') };
    const stranger = await TestTrust.create([ind.oin], () => Date.now());
    const { oin } = ind;
    const shown = [
      null,
      stranger.client(oin),
      await trust.issue({ oin }, past),
      await trust.issue({ oin }, coming),
      await trust.issue({ oin, use: 'server' }),
      await trust.issue({ oin: null, commonName: oin }),
    ];
    for (const cert of shown) {
      // Bound to the very certificate that is shown: only the certificate is wrong.
      const bound = cert === null ? {} : { claims: { cnf: { 'x5t#S256': thumbprint(cert) } } };
      await refusedAsNobody({ cert, token: tokenOf(ind, bound) });
    }
  });

  it('27: knows nobody by the certificate of one agency and the token of another, stolen or made out to it', async () => {
    const mine = trust.client(rotterdam.oin);
    await refusedAsNobody({ cert: mine });
    await refusedAsNobody({ cert: mine, token: tokenOf(ind, { claims: { cnf: { 'x5t#S256': thumbprint(mine) } } }) });
    // Another certificate of the same agency is not the one that the token is bound to.
    await refusedAsNobody({ cert: await trust.issue({ oin: ind.oin }) });
  });

  it('knows nobody who has no business at this door, though certificate and token are good', async () => {
    await refusedAsNobody({ cert: trust.client(coa.oin), token: tokenOf(coa) });
    const unknown = '00000099000000099000';
    const cert = await trust.issue({ oin: unknown });
    const claims = { sub: unknown, cnf: { 'x5t#S256': thumbprint(cert) } };
    await refusedAsNobody({ cert, token: tokenOf(ind, { claims }) });
  });

  it('23, 25: knows nobody by a token that is old, of a time to come, for another door, of another issuer or unsigned', async () => {
    const at = Date.parse('2026-03-02T09:00:00Z') / 1000;
    const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${tokenOf(ind).split('.')[1]}.`;
    const bad = [
      ...[{ exp: at - 6, iat: at - 306 }, { nbf: at + 60 }, { iat: at + 60 }, { exp: at + 86_400 }].map((claims) =>
        tokenOf(ind, { claims }),
      ),
      ...[{ aud: 'urn:schakel:adapter:iom-adapter' }, { iss: 'https://elsewhere.test' }].map((claims) =>
        tokenOf(ind, { claims }),
      ),
      tokenOf(ind, { header: { kid: 'unknown' } }),
      none,
      'nothing-of-the-kind-1234',
      null,
    ];
    for (const token of bad) await refusedAsNobody({ token });
  });

  it('takes no token from the address, a cookie or a body, nor under another scheme', async () => {
    const token = tokenOf(ind);
    await refusedAsNobody({ token: null, path: `/v1/messages?access_token=${token}` });
    await refusedAsNobody({ token: null, headers: { cookie: `access_token=${token}` } });
    await refusedAsNobody({ token: null, body: `access_token=${token}` });
    for (const authorization of [`bearer${token}`, `Basic ${token}`, `DPoP ${token}`, `Bearer  ${token}`, token])
      await refusedAsNobody({ token: null, headers: { authorization } });
  });

  it('28: takes nobody’s word for who they are', async () => {
    const pem = encodeURIComponent(trust.client(ind.oin).certificate);
    const forged = {
      'x-client-cert': pem,
      'x-forwarded-client-cert': `Cert="${pem}"`,
      'ssl-client-cert': pem,
      'client-cert': `:${Buffer.from(pem).toString('base64')}:`,
      'x-ssl-client-verify': 'SUCCESS',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-agency-id': 'IND',
      'x-oin': ind.oin,
    };
    await refusedAsNobody({ cert: null, headers: forged });
    await refusedAsNobody({ cert: trust.client(rotterdam.oin), headers: forged });
    // And a good caller is who it is, whatever else it says.
    const asOther = { ...forged, 'x-agency-id': 'GEM:0599', 'x-oin': rotterdam.oin };
    expect((await attempt({ headers: asOther })).status).toBe(202);
  });

  it('29: gives nothing for which the token has no scope, and no more than the partner list gives for one that has too many', async () => {
    const before = inLog();
    const narrow = await attempt({ token: tokenOf(ind, {}, ['send:M03', 'read:status']) });
    expect([narrow.status, narrow.code]).toEqual([403, 'scope-missing']);
    const id = '00000000-0000-8000-8000-000000000000';
    const blind = await attempt({ method: 'GET', path: `/v1/messages/${id}`, token: tokenOf(ind, {}, ['send:M02']) });
    expect([blind.status, blind.code]).toEqual([403, 'scope-missing']);
    const body = JSON.stringify(sampleEvent(testContracts(), 'M31', IND, Math.random));
    const wide = await attempt({ body, token: tokenOf(ind, {}, ['send:M31', '*', 'send:*', 'admin']) });
    expect([wide.status, wide.code]).toEqual([403, 'not-your-message']);
    expect(inLog()).toBe(before);
  });

  it('30: takes no message in the name of another organisation', async () => {
    const before = inLog();
    const given = { cert: trust.client(rotterdam.oin), token: tokenOf(rotterdam) };
    expect(await attempt(given)).toMatchObject({ status: 403, code: 'not-your-source' });
    expect(inLog()).toBe(before);
  });

  it('32: knows no suspended client, no revoked certificate and none that ended since the connection was made', async () => {
    suspended.add(ind.oin);
    await refusedAsNobody({});
    suspended.clear();
    revoked.add(normalSerialNumber(new X509Certificate(trust.client(ind.oin).certificate).serialNumber));
    await refusedAsNobody({});
    revoked.clear();
    expect((await attempt()).status).toBe(202);
  });

  it('32: closes the open connection of a client that is suspended, also in the middle of an answer', async () => {
    const { text } = await attempt();
    const { messageId } = JSON.parse(text) as { messageId: string };
    const { certificate: cert, key } = trust.client(ind.oin);
    const headers = { authorization: `Bearer ${tokenOf(ind)}` };
    const options = { ca: trust.ca, cert, key, headers, agent: false as const };
    const socket = await new Promise<Socket>((resolve, reject) => {
      https
        .get(`${running.url}/v1/messages/${messageId}/events`, options, (response) => {
          response.on('error', () => undefined).once('data', () => resolve(response.socket));
        })
        .on('error', reject);
    });
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    expect(socket.destroyed).toBe(false);
    suspended.add(ind.oin);
    await closed;
  });

  it('32: lets nobody in while it can’t read who is suspended, and says that it is its own fault', async () => {
    const before = inLog();
    listsLost = true;
    expect(await attempt()).toMatchObject({ status: 503, code: 'unavailable' });
    expect(inLog()).toBe(before);
  });

  it('33: widens nobody’s view by a filter, a wildcard or another’s id', async () => {
    const paths = ['', '?agency=*', '?source=', '/*', '/%2a', "/' or 1=1--", '/..', `/${'0'.repeat(36)}`];
    for (const path of paths) {
      const { status } = await attempt({ method: 'GET', path: `/v1/messages${encodeURI(path)}` });
      expect([path, [400, 404, 405].includes(status)]).toEqual([path, true]);
    }
  });

  it('35: answers alike whatever a stranger asks for', async () => {
    const answers = await Promise.all(
      ['/v1/messages', '/v1/messages/x', '/v1/deliveries', '/v1/nothing', '/admin', '/metrics', '/'].map((path) =>
        attempt({ cert: null, token: null, method: 'GET', path }),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });

  it('speaks no plain HTTP', async () => {
    await expect(fetch(running.url.replace('https:', 'http:'))).rejects.toThrow();
  });

  it('58: wrote no token, certificate or key into its log', () => {
    const text = logged.join('');
    expect(logged.length).toBeGreaterThan(0);
    expect(secrets.filter((secret) => secret.length > 20 && text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/eyJ|BEGIN|access_token/);
  });
});

function thumbprint({ certificate }: Credential): string {
  const { fingerprint256 } = new X509Certificate(certificate);
  return Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}
