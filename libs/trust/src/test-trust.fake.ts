import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWK } from 'jose';
import { CertificateAuthority, type Credential, type Validity } from './pki/certificate-authority.js';
import type { CertificateRequest } from './pki/certificate-request.js';
import { thumbprintOf } from './tls/peer.js';
import type { TlsMaterial } from './tls/read-tls-files.js';
import { adapterAudience } from './tokens/adapter-audience.js';
import { TokenVerifier } from './tokens/token-verifier.js';

/** Long enough for every clock that a test may stand still at. */
const ALWAYS: Validity = { from: new Date('2000-01-01T00:00:00Z'), until: new Date('2099-01-01T00:00:00Z') };

export interface TestToken {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Default: the issuer's own key. */
  readonly key?: KeyObject;
}

/** An authority and an issuer of tokens for tests: real certificates and signatures, worth nothing anywhere else. */
export class TestTrust {
  readonly issuer = 'https://issuer.test';
  readonly key = newKey();
  private readonly clients = new Map<string, Credential>();

  private constructor(
    readonly authority: CertificateAuthority,
    private readonly server: Credential,
    private readonly crl: string,
    /** Milliseconds since 1970, for tokens. */
    private readonly now: () => number,
  ) {}

  /** With a certificate for each of these OINs. */
  static async create(oins: readonly string[], now: () => number): Promise<TestTrust> {
    const authority = await CertificateAuthority.create('test', ALWAYS);
    const hosts = ['127.0.0.1', 'localhost'];
    const request = { use: 'server', commonName: 'server', organisation: 'test', oin: null, hosts } as const;
    const server = await authority.issue(request, ALWAYS);
    const trust = new TestTrust(authority, server, await authority.revocationList([], ALWAYS), now);
    await Promise.all(oins.map(async (oin) => trust.clients.set(oin, await trust.issue({ oin }))));
    return trust;
  }

  issue(request: Partial<CertificateRequest>, validity = ALWAYS): Promise<Credential> {
    const defaults = { use: 'client', commonName: 'test', organisation: 'test', oin: null, hosts: [] } as const;
    return this.authority.issue({ ...defaults, ...request }, validity);
  }

  get ca(): string {
    return this.authority.credential.certificate;
  }

  serverMaterial(): TlsMaterial {
    return { ca: this.ca, cert: this.server.certificate, key: this.server.key, crl: [this.crl] };
  }

  client(oin: string): Credential {
    const found = this.clients.get(oin);
    if (found === undefined) throw new Error('Testing: no certificate was made for this OIN.');
    return found;
  }

  verifier(now: () => number = this.now): TokenVerifier {
    return new TokenVerifier(this.issuer, createLocalJWKSet(this.jwks()), now);
  }

  jwks(): JSONWebKeySet {
    const jwk = this.key.public.export({ format: 'jwk' }) as JWK;
    return { keys: [{ ...jwk, kid: 'test', alg: 'ES256', use: 'sig' }] };
  }

  /** A token as the identity server gives it to this client, but for what is changed. */
  token(oin: string, adapter: string, scopes: Iterable<string>, changes: TestToken = {}): string {
    const at = Math.floor(this.now() / 1000);
    const bound = thumbprintOf(new X509Certificate(this.client(oin).certificate));
    const claims = {
      iss: this.issuer,
      sub: oin,
      aud: adapterAudience(adapter),
      iat: at,
      exp: at + 300,
      scope: [...scopes].join(' '),
      cnf: { 'x5t#S256': bound },
      ...changes.claims,
    };
    return signed(
      { alg: 'ES256', typ: 'at+jwt', kid: 'test', ...changes.header },
      claims,
      changes.key ?? this.key.private,
    );
  }
}

function newKey(): { readonly private: KeyObject; readonly public: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { private: privateKey, public: publicKey };
}

/** At once, so that a test can make one where it stands; also with headers that no library would sign. */
function signed(header: object, claims: object, key: KeyObject): string {
  const encode = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
