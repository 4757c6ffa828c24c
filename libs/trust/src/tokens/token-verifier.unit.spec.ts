import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLocalJWKSet, SignJWT } from 'jose';
import { TestTrust, type TestToken } from '../test-trust.fake.js';
import { thumbprintOf } from '../tls/peer.js';
import { X509Certificate } from 'node:crypto';
import { TokenVerifier } from './token-verifier.js';

const COA = '00000099000000004000';
const IOM = '00000099000000008000';
const NOW = Date.parse('2026-03-02T09:00:00Z');
const AT = NOW / 1000;

describe('an access token', () => {
  let trust: TestTrust;
  let verifier: TokenVerifier;
  let bound: string;
  beforeAll(async () => {
    trust = await TestTrust.create([COA, IOM], () => NOW);
    verifier = trust.verifier();
    bound = thumbprintOf(new X509Certificate(trust.client(COA).certificate));
  });
  const token = (changes: TestToken = {}): string => trust.token(COA, 'coa-adapter', ['send:M04'], changes);
  const isGood = async (text: string, adapter = 'coa-adapter', thumbprint = bound): Promise<boolean> =>
    (await verifier.verify(text, adapter, thumbprint)) !== null;

  it('says who it is for and what it allows', async () => {
    expect(await verifier.verify(token(), 'coa-adapter', bound)).toEqual({
      subject: COA,
      scopes: new Set(['send:M04']),
      expiresAt: NOW + 300_000,
    });
  });

  it('27: counts only over the connection with the certificate that it was given to', async () => {
    const other = thumbprintOf(new X509Certificate(trust.client(IOM).certificate));
    expect(await isGood(token(), 'coa-adapter', other)).toBe(false);
    for (const cnf of [undefined, null, {}, { 'x5t#S256': '' }, { jkt: bound }, bound, { 'x5t#S256': [bound] }])
      expect([cnf, await isGood(token({ claims: { cnf } }))]).toEqual([cnf, false]);
  });

  it('counts only at the door that it was given for', async () => {
    expect(await isGood(token(), 'iom-adapter')).toBe(false);
    const both = ['urn:schakel:adapter:coa-adapter', 'urn:schakel:adapter:iom-adapter'];
    for (const aud of [undefined, '', both, 'coa-adapter', '*', 'urn:schakel:adapter:coa-adapter2'])
      expect([aud, await isGood(token({ claims: { aud } }))]).toEqual([aud, false]);
  });

  it('25: counts only from this issuer, within its time, and not for long', async () => {
    const bad: Record<string, unknown>[] = [
      { iss: 'https://elsewhere.test' },
      { iss: undefined },
      { sub: undefined },
      { exp: AT - 6, iat: AT - 300 },
      { exp: undefined },
      { iat: undefined },
      { nbf: AT + 6 },
      { iat: AT + 6, exp: AT + 300 },
      { exp: AT + 601 },
      { exp: AT + 86_400 * 365 },
      { exp: 'tomorrow' },
    ];
    for (const claims of bad) expect([claims, await isGood(token({ claims }))]).toEqual([claims, false]);
    expect(await isGood(token({ claims: { nbf: AT + 4, exp: AT + 600 } }))).toBe(true);
  });

  it('25: is never one without a signature, or with an algorithm, key or kind that is not ours', async () => {
    const claims = { iss: trust.issuer, sub: COA, aud: 'urn:schakel:adapter:coa-adapter', cnf: { 'x5t#S256': bound } };
    const spki = trust.key.public.export({ format: 'pem', type: 'spki' }) as string;
    const hmac = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'test' })
      .setIssuedAt(AT)
      .setExpirationTime(AT + 300)
      .sign(createSecretKey(Buffer.from(spki)));
    const [, payload, signature] = token().split('.');
    const header = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
    const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const jwk = trust.key.public.export({ format: 'jwk' });
    const bad = [
      hmac,
      `${header({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      `${header({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
      token({ header: { kid: 'unknown' } }),
      token({ header: { typ: 'JWT' } }),
      token({ header: { typ: undefined } }),
      token({ header: { alg: 'ES384' } }),
      token({ header: { alg: 'RS256' } }),
      token({ header: { crit: ['exp'] } }),
      token({ key: another }),
      token({ key: another, header: { kid: undefined, jwk } }),
      token({ key: another, header: { jku: 'https://elsewhere.test/jwks' } }),
      token().slice(0, -2),
      `${token()}.x`,
      '',
      '..',
      'x'.repeat(100_000),
    ];
    for (const [n, text] of bad.entries()) expect([n, await isGood(text)]).toEqual([n, false]);
  });

  it('is never one with any of its bytes changed', async () => {
    const good = token();
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_'), async (at, letter) => {
        const changed = `${good.slice(0, at)}${letter}${good.slice(at + 1)}`;
        // The last letter of a signature holds bits that no byte has.
        if (changed === good || at === good.length - 1) return true;
        return !(await isGood(changed));
      }),
      { numRuns: 200 },
    );
  });

  it('that was verified is not verified again, and ends all the same', async () => {
    let now = NOW;
    let asked = 0;
    const keys = createLocalJWKSet({ keys: [...trust.jwks().keys] });
    const counting = new TokenVerifier(
      trust.issuer,
      (header, input) => {
        asked += 1;
        return keys(header, input);
      },
      () => now,
    );
    const good = token();
    for (let n = 0; n < 3; n += 1) expect(await counting.verify(good, 'coa-adapter', bound)).not.toBeNull();
    expect(asked).toBe(1);
    expect(await counting.verify(good, 'iom-adapter', bound)).toBeNull();
    expect(await counting.verify(good, 'coa-adapter', `${bound}x`)).toBeNull();
    now = NOW + 300_000 + 5_000;
    expect(await counting.verify(good, 'coa-adapter', bound)).toBeNull();
  });

  it('counts again after the issuer has put a new key before the old one', async () => {
    const next = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...next.publicKey.export({ format: 'jwk' }), kid: 'next', alg: 'ES256', use: 'sig' };
    const both = createLocalJWKSet({ keys: [jwk, ...trust.jwks().keys] });
    const later = new TokenVerifier(trust.issuer, both, () => NOW);
    const fresh = token({ key: next.privateKey, header: { kid: 'next' } });
    expect(await later.verify(fresh, 'coa-adapter', bound)).not.toBeNull();
    expect(await later.verify(token(), 'coa-adapter', bound)).not.toBeNull();
    expect(await isGood(fresh)).toBe(false);
  });

  it('is neither good nor bad while the keys can’t be had', async () => {
    const lost = new TokenVerifier(
      trust.issuer,
      () => Promise.reject(new Error('no connection')),
      () => NOW,
    );
    await expect(lost.verify(token(), 'coa-adapter', bound)).rejects.toThrow('the keys of the identity server');
  });
});
