import { createPrivateKey, createPublicKey, createSign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import { PortLease } from '#lib/local-cluster';
import { createLogger } from '#lib/platform';
import {
  CertificateAuthority,
  clientAssertion,
  clientFiles,
  ensureDevelopmentPki,
  ownFiles,
  registerClients,
  revokeClient,
  tlsFetch,
  TokenClient,
  writeSuspension,
  type ClientTls,
} from '#lib/trust';
import { startIdentityServer, type RunningIdentityServer } from './start-identity-server.js';

const COA = { id: 'coa', name: 'COA', oin: '00000099000000004000' };
const IOM = { id: 'iom', name: 'IOM', oin: '00000099000000008000' };
const VWN = { id: 'vwn', name: 'VWN', oin: '00000099000000010000' };
const MED = { id: 'med', name: 'MED', oin: '00000099000000003000' };
const PARTNERS = [COA, IOM, VWN, MED];
type Partner = (typeof PARTNERS)[number];

describe('the identity server', () => {
  let folder: string;
  let server: RunningIdentityServer;
  /** It is part of what the server is called, so one that is started anew must get the same. */
  let port: PortLease;
  const logged: string[] = [];
  const open: { close(): void }[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-identity-'));
    await ensureDevelopmentPki({
      secretsFolder: folder,
      hubOin: '00000099000000000000',
      partners: PARTNERS,
      hosts: ['127.0.0.1'],
      now: new Date(),
    });
    registerClients(
      folder,
      PARTNERS.map((partner) => ({
        ...partner,
        adapters: [`${partner.id}-adapter`],
        scopes: ['send:M04', 'read:status'],
      })),
    );
    port = await PortLease.take(0);
    server = await start();
  });
  afterAll(async () => {
    for (const one of open) one.close();
    await server.close();
    port.release();
    rmSync(folder, { recursive: true });
  });

  const start = (): Promise<RunningIdentityServer> =>
    startIdentityServer({
      host: '127.0.0.1',
      port: port.first,
      secretsFolder: folder,
      tls: ownFiles(folder, 'identity-server'),
      issuer: null,
      logger: createLogger('identity-server', {
        level: 'debug',
        destination: { write: (line: string) => void logged.push(line) },
      }),
    });
  const read = (path: string): string => readFileSync(path, 'utf8');
  const ca = (): string => read(ownFiles(folder, 'identity-server').ca);
  const keyOf = ({ id }: Partner): string => read(clientFiles(folder, id).assertionKey);
  const tlsOf = ({ id }: Partner): ClientTls => {
    const files = clientFiles(folder, id);
    return { ca: ca(), cert: read(files.certificate), key: read(files.key) };
  };
  const assertionOf = (partner: Partner): Promise<string> =>
    clientAssertion(partner.oin, server.issuer, keyOf(partner), Date.now());
  const ask = async (
    tls: ClientTls,
    assertion: string,
    more: Record<string, string> = {},
  ): Promise<{ status: number; json: { access_token?: string; error?: string; scope?: string }; text: string }> => {
    const call = tlsFetch(tls);
    open.push(call);
    const response = await call(`${server.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        ...more,
      }).toString(),
    });
    const text = await response.text();
    return { status: response.status, json: JSON.parse(text) as object, text };
  };
  /** An assertion like a good one but for what is given. */
  const forged = (claims: Record<string, unknown>, key = keyOf(COA)): Promise<string> => {
    const at = Math.floor(Date.now() / 1000);
    const good = { iss: COA.oin, sub: COA.oin, aud: server.issuer, jti: crypto.randomUUID(), iat: at, exp: at + 60 };
    return new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'ES256' }).sign(createPrivateKey(key));
  };

  it('gives a client a token for its own door, bound to its certificate, for five minutes', async () => {
    const call = tlsFetch(tlsOf(COA));
    open.push(call);
    const options = { clientId: COA.oin, issuer: server.issuer, fetch: call, assertionKey: keyOf(COA), now: Date.now };
    const token = await new TokenClient(options).token('coa-adapter');
    const jwks = (await (await call(`${server.issuer}/jwks`)).json()) as JSONWebKeySet;
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks));
    expect(payload).toMatchObject({
      iss: server.issuer,
      sub: COA.oin,
      client_id: COA.oin,
      aud: 'urn:schakel:adapter:coa-adapter',
      scope: 'send:M04 read:status',
      cnf: { 'x5t#S256': expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) },
    });
    expect([payload.exp! - payload.iat!, decodeProtectedHeader(token).typ]).toEqual([300, 'at+jwt']);
    expect(jwks.keys.every((key) => !('d' in key))).toBe(true);
  });

  it('narrows a token to the scope that was asked for, and widens it never', async () => {
    const narrow = await ask(tlsOf(COA), await assertionOf(COA), { scope: 'read:status' });
    expect(decodeJwt(narrow.json.access_token!)).toMatchObject({ scope: 'read:status' });
    const wide = await ask(tlsOf(COA), await assertionOf(COA), { scope: 'read:status send:M31 *' });
    expect(decodeJwt(wide.json.access_token!)).toMatchObject({ scope: 'read:status' });
  });

  it('gives no token for another agency’s door, nor for one that is not there', async () => {
    for (const resource of [
      'urn:schakel:adapter:iom-adapter',
      'urn:schakel:adapter:none',
      'https://elsewhere.example',
    ]) {
      const { status, json } = await ask(tlsOf(COA), await assertionOf(COA), { resource });
      expect([resource, status, json.error]).toEqual([resource, 400, 'invalid_target']);
    }
  });

  it('takes an assertion once', async () => {
    const assertion = await assertionOf(COA);
    expect((await ask(tlsOf(COA), assertion)).status).toBe(200);
    expect((await ask(tlsOf(COA), assertion)).status).toBe(401);
  });

  it('takes an assertion once, also when it comes twenty times at the same moment', async () => {
    const assertion = await assertionOf(COA);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(tlsOf(COA), assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  it('takes no assertion again that was taken before it was started anew, also of a client whose clock goes ahead', async () => {
    for (const ahead of [0, 4]) {
      const iat = Math.floor(Date.now() / 1000) + ahead;
      const assertion = await forged({ iat, exp: iat + 60 });
      expect([ahead, (await ask(tlsOf(COA), assertion)).status]).toEqual([ahead, 200]);
      await server.close();
      server = await start();
      expect([ahead, (await ask(tlsOf(COA), assertion)).status]).toEqual([ahead, 401]);
      // Who makes a new one does not suffer from it.
      expect([ahead, (await ask(tlsOf(COA), await assertionOf(COA))).status]).toEqual([ahead, 200]);
    }
  });

  it('gives nothing to a caller without the client’s own certificate', async () => {
    const stranger = await CertificateAuthority.create('stranger', { from: new Date(0), until: new Date(4e12) });
    const request = { use: 'client', commonName: 'coa', organisation: 'COA', oin: COA.oin, hosts: [] } as const;
    const { certificate, key } = await stranger.issue(request, { from: new Date(0), until: new Date(4e12) });
    const doors = ownFiles(folder, 'doors');
    const shown: ClientTls[] = [
      { ca: ca() },
      { ca: ca(), cert: certificate, key },
      { ca: ca(), cert: read(doors.certificate), key: read(doors.key) },
      tlsOf(IOM),
    ];
    for (const tls of shown) {
      const { status, json } = await ask(tls, await assertionOf(COA));
      expect([status, json.error]).toEqual([401, 'invalid_client']);
    }
  });

  it('gives nothing for an assertion that is old, long-lived, for another server or signed by another key', async () => {
    const at = Math.floor(Date.now() / 1000);
    const hour = 3600;
    const bad = await Promise.all([
      forged({ iat: at - hour, exp: at - hour + 60 }),
      forged({ iat: at - hour, exp: at + 60 }),
      forged({ exp: at + hour }),
      forged({ iat: at + hour, exp: at + hour + 60 }),
      forged({ nbf: at + hour }),
      forged({ iat: undefined }),
      forged({ exp: undefined }),
      forged({ jti: undefined }),
      forged({ aud: 'https://elsewhere.example' }),
      forged({ sub: IOM.oin }),
      forged({ iss: IOM.oin }),
      forged({}, keyOf(IOM)),
    ]);
    for (const [n, assertion] of bad.entries()) {
      const { status, json } = await ask(tlsOf(COA), assertion);
      expect([n, status, json.error]).toEqual([n, 401, 'invalid_client']);
    }
    expect((await ask(tlsOf(COA), await forged({}))).status).toBe(200);
  });

  it('takes no assertion without a signature, or signed with a public key as if it were a secret', async () => {
    const encode = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
    const [, payload] = (await forged({})).split('.');
    const publicKey = createPublicKey(createPrivateKey(keyOf(COA)));
    const spki = publicKey.export({ format: 'pem', type: 'spki' });
    const hmac = await new SignJWT(decodeJwt(await forged({})))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(spki));
    const none = `${encode({ alg: 'none' })}.${payload}.`;
    const wrongAlgorithm = `${encode({ alg: 'RS256' })}.${payload}.${createSign('sha256')
      .update('x')
      .sign(createPrivateKey(keyOf(COA)))
      .toString('base64url')}`;
    for (const assertion of [hmac, none, wrongAlgorithm, 'x', '..']) {
      expect([400, 401]).toContain((await ask(tlsOf(COA), assertion)).status);
    }
  });

  it('knows no secrets, no other grants and no unknown client, and tells the last no more than a wrong key', async () => {
    const wrongKey = await ask(tlsOf(COA), await forged({}, keyOf(IOM)));
    const unknown = '00000099000000099000';
    const nobody = await ask(tlsOf(COA), await forged({ iss: unknown, sub: unknown }), { client_id: unknown });
    expect([nobody.status, nobody.text]).toEqual([wrongKey.status, wrongKey.text]);
    for (const grant of ['password', 'authorization_code', 'refresh_token', 'urn:openid:params:grant-type:ciba']) {
      const { status } = await ask(tlsOf(COA), await assertionOf(COA), { grant_type: grant });
      expect([grant, status]).toEqual([grant, 400]);
    }
  });

  it('gives nothing to a suspended client, from a second later on, until it is let in again', async () => {
    writeSuspension(folder, VWN.oin, new Date().toISOString());
    const whenStatus = async (wanted: number): Promise<void> => {
      while ((await ask(tlsOf(VWN), await assertionOf(VWN))).status !== wanted);
    };
    await whenStatus(401);
    expect((await ask(tlsOf(COA), await assertionOf(COA))).status).toBe(200);
    writeSuspension(folder, VWN.oin, null);
    await whenStatus(200);
  });

  it('gives nothing for a revoked certificate, without a restart', async () => {
    expect((await ask(tlsOf(MED), await assertionOf(MED))).status).toBe(200);
    await revokeClient(folder, 'med', new Date());
    while ((await ask(tlsOf(MED), await assertionOf(MED))).status !== 401);
    expect((await ask(tlsOf(COA), await assertionOf(COA))).status).toBe(200);
  });

  it('wrote no token, assertion or key into its log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toMatch(/eyJ|BEGIN|client_assertion/);
  });
});
