import { join } from 'node:path';
import type { RevokedCertificate } from './certificate-authority.js';
import { readIfThere, writeSecretFile } from './secret-file.js';

const FILE = 'revoked.json';

/** What the development CA has revoked, from which each new list is made. */
export function readRevoked(pki: string): readonly RevokedCertificate[] {
  const text = readIfThere(join(pki, FILE));
  const entries = text === null ? [] : (JSON.parse(text) as { serialNumber: string; revokedAt: string }[]);
  return entries.map(({ serialNumber, revokedAt }) => ({ serialNumber, revokedAt: new Date(revokedAt) }));
}

export function writeRevoked(pki: string, revoked: readonly RevokedCertificate[]): void {
  writeSecretFile(join(pki, FILE), `${JSON.stringify(revoked, null, 2)}\n`);
}
