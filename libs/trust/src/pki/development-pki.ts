import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { CertificateAuthority, type Credential } from './certificate-authority.js';
import type { CertificateRequest } from './certificate-request.js';
import { newKeyPair, privateKeyPem } from './key-pair.js';
import { oinOf } from './oin.js';
import { clientFiles, ownFiles, pkiFolder, type OwnCertificate } from './pki-files.js';
import { readRevoked, writeRevoked } from './revoked-certificates.js';
import { readIfThere, writeSecretFile } from './secret-file.js';

const DAY_MS = 86_400_000;
const CA_DAYS = 3_650;
const LEAF_DAYS = 397;
/** A certificate with fewer days left is made anew at the next start. */
const RENEW_DAYS = 30;
/** Made at every start; a hub that runs longer without one accepts nobody. */
const CRL_DAYS = 365;

export interface PkiPartner {
  /** In the partner list. */
  readonly id: string;
  readonly name: string;
  readonly oin: string;
}

export interface DevelopmentPki {
  readonly secretsFolder: string;
  /** OIN of the organisation that runs the hub; in the certificate that the hub shows to agencies. */
  readonly hubOin: string;
  readonly partners: readonly PkiPartner[];
  /** Names and addresses under which doors, identity server, console and simulator are called. */
  readonly hosts: readonly string[];
  readonly now: Date;
}

/** Makes what is missing and renews what ends soon, folders 0700 and files 0600; leaves the rest as it is. Answers with what it made. */
export async function ensureDevelopmentPki(wanted: DevelopmentPki): Promise<readonly string[]> {
  const { secretsFolder, partners, hosts, hubOin, now } = wanted;
  const pki = pkiFolder(secretsFolder);
  const made: string[] = [];
  const authority = await ensureAuthority(pki, now, made);
  const revoked = new Set(readRevoked(pki).map(({ serialNumber }) => serialNumber));
  const ensure = async (files: { certificate: string; key: string }, request: CertificateRequest): Promise<void> => {
    if (isGood(files, request, authority, revoked, now)) return;
    write(files, await authority.issue(request, days(now, LEAF_DAYS)));
    made.push(request.commonName);
  };
  const servers: OwnCertificate[] = ['doors', 'identity-server', 'partner-simulator', 'console'];
  for (const name of servers) {
    const request = { use: 'server', commonName: name, organisation: 'Schakel', oin: null, hosts } as const;
    await ensure(ownFiles(secretsFolder, name), request);
  }
  const client = { use: 'client', hosts: [] } as const;
  const hub = { ...client, commonName: 'hub-client', organisation: 'Schakel', oin: hubOin };
  await ensure(ownFiles(secretsFolder, 'hub-client'), hub);
  for (const { id, name, oin } of partners) {
    const files = clientFiles(secretsFolder, id);
    await ensure(files, { ...client, commonName: id, organisation: name, oin });
    if (readIfThere(files.assertionKey) === null)
      writeSecretFile(files.assertionKey, await privateKeyPem((await newKeyPair()).privateKey));
  }
  await writeList(pki, authority, now);
  return made;
}

/** Revokes a partner's present certificate. Doors take the new list within a second or two; a new certificate is made at the next start. */
export async function revokeClient(secretsFolder: string, partner: string, now: Date): Promise<void> {
  const pki = pkiFolder(secretsFolder);
  const authority = await openAuthority(pki);
  const text = readIfThere(clientFiles(secretsFolder, partner).certificate);
  if (authority === null || text === null)
    throw new Error(`Revoking a certificate: there is none of ${partner} that this hub's own authority made.`);
  const { serialNumber } = new X509Certificate(text);
  const others = readRevoked(pki).filter((one) => one.serialNumber !== serialNumber);
  writeRevoked(pki, [...others, { serialNumber, revokedAt: now }]);
  await writeList(pki, authority, now);
}

async function ensureAuthority(pki: string, now: Date, made: string[]): Promise<CertificateAuthority> {
  const known = await openAuthority(pki);
  if (known !== null && now.getTime() < endOf(known.credential.certificate) - LEAF_DAYS * DAY_MS) return known;
  const authority = await CertificateAuthority.create('Schakel development CA', days(now, CA_DAYS));
  write(authorityFiles(pki), authority.credential);
  made.push('authority');
  return authority;
}

async function openAuthority(pki: string): Promise<CertificateAuthority | null> {
  const files = authorityFiles(pki);
  const [certificate, key] = [readIfThere(files.certificate), readIfThere(files.key)];
  return certificate === null || key === null ? null : CertificateAuthority.open({ certificate, key });
}

function authorityFiles(pki: string): { readonly certificate: string; readonly key: string } {
  return { certificate: join(pki, 'ca.pem'), key: join(pki, 'ca.key.pem') };
}

async function writeList(pki: string, authority: CertificateAuthority, now: Date): Promise<void> {
  writeSecretFile(join(pki, 'crl.pem'), await authority.revocationList(readRevoked(pki), days(now, CRL_DAYS)));
}

function isGood(
  files: { readonly certificate: string; readonly key: string },
  request: CertificateRequest,
  authority: CertificateAuthority,
  revoked: ReadonlySet<string>,
  now: Date,
): boolean {
  const [text, key] = [readIfThere(files.certificate), readIfThere(files.key)];
  if (text === null || key === null) return false;
  const certificate = new X509Certificate(text);
  const issuer = new X509Certificate(authority.credential.certificate);
  const named = request.hosts.every(
    (host) => (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined,
  );
  return (
    !revoked.has(certificate.serialNumber) &&
    certificate.checkPrivateKey(createPrivateKey(key)) &&
    certificate.verify(issuer.publicKey) &&
    endOf(text) - now.getTime() > RENEW_DAYS * DAY_MS &&
    oinOf(certificate) === request.oin &&
    named
  );
}

function endOf(certificate: string): number {
  return Date.parse(new X509Certificate(certificate).validTo);
}

/** From an hour ago, for clocks that are behind. */
function days(now: Date, count: number): { readonly from: Date; readonly until: Date } {
  return { from: new Date(now.getTime() - 3_600_000), until: new Date(now.getTime() + count * DAY_MS) };
}

function write(files: { readonly certificate: string; readonly key: string }, credential: Credential): void {
  // The key first: a certificate without its key is made anew at the next start.
  writeSecretFile(files.key, credential.key);
  writeSecretFile(files.certificate, credential.certificate);
}
