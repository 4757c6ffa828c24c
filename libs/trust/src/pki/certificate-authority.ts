import { randomBytes, type webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateRequest } from './certificate-request.js';
import { EC_P256, keyPairOf, newKeyPair, privateKeyPem } from './key-pair.js';
import * as x509 from './x509.package.js';

/** A certificate with its private key, both in PEM. */
export interface Credential {
  readonly certificate: string;
  readonly key: string;
}

export interface RevokedCertificate {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
}

export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

/**
 * A certificate authority for development and tests: ECDSA on P-256, one level, a CRL. In earnest PKIoverheid takes its place by configuration
 * (docs/how-to/connect-an-agency.md); nothing that runs at a door knows the difference.
 */
export class CertificateAuthority {
  private constructor(
    readonly credential: Credential,
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly own: x509.X509Certificate,
  ) {}

  static async create(commonName: string, validity: Validity): Promise<CertificateAuthority> {
    const keys = await newKeyPair();
    const own = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: newSerialNumber(),
      name: [{ C: ['NL'] }, { O: ['Schakel'] }, { CN: [commonName] }],
      notBefore: validity.from,
      notAfter: validity.until,
      signingAlgorithm: EC_P256,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new CertificateAuthority(
      { certificate: own.toString('pem'), key: await privateKeyPem(keys.privateKey) },
      keys,
      own,
    );
  }

  static async open(credential: Credential): Promise<CertificateAuthority> {
    return new CertificateAuthority(
      credential,
      await keyPairOf(credential.key),
      new x509.X509Certificate(credential.certificate),
    );
  }

  async issue(request: CertificateRequest, validity: Validity): Promise<Credential> {
    const keys = await newKeyPair();
    const { use, commonName, organisation, oin } = request;
    const server = use === 'server';
    const names = request.hosts.map((host) => ({
      type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const),
      value: host,
    }));
    const urn = oin === null ? [] : [{ type: 'url' as const, value: `urn:nld:oin:${oin}` }];
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: newSerialNumber(),
      issuer: this.own.subject,
      subject: [
        { C: ['NL'] },
        { O: [organisation] },
        { CN: [commonName] },
        ...(oin === null ? [] : [{ '2.5.4.5': [oin] }]),
      ],
      notBefore: validity.from,
      notAfter: validity.until,
      signingAlgorithm: EC_P256,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([
          server ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
        ]),
        ...(names.length + urn.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension([...names, ...urn])]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.own),
      ],
    });
    return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys.privateKey) };
  }

  /** The list of what is revoked, in PEM. After `validity.until` nobody's certificate is accepted any more: a list must be fresh. */
  async revocationList(revoked: readonly RevokedCertificate[], validity: Validity): Promise<string> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.own.subject,
      thisUpdate: validity.from,
      nextUpdate: validity.until,
      signingAlgorithm: EC_P256,
      signingKey: this.keys.privateKey,
      entries: revoked.map(({ serialNumber, revokedAt }) => ({ serialNumber, revocationDate: revokedAt })),
      extensions: [await x509.AuthorityKeyIdentifierExtension.create(this.own)],
    });
    // Under the name that OpenSSL knows; the package's own is another.
    return x509.PemConverter.encode(list.rawData, 'X509 CRL');
  }
}

/** 128 random bits; the first kept low, for a serial number is a positive integer. */
function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
