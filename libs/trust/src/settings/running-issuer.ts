import { join } from 'node:path';
import { readIfThere, writeSecretFile } from '../pki/secret-file.js';

/** Leaves the address of the identity server of this machine where doors, console and simulator find it. */
export function writeRunningIssuer(stateFolder: string, issuer: string): void {
  writeSecretFile(fileIn(stateFolder), `${JSON.stringify({ issuer })}\n`);
}

/** null when none ran here yet. */
export function runningIssuer(stateFolder: string): string | null {
  const text = readIfThere(fileIn(stateFolder));
  const issuer = text === null ? null : (JSON.parse(text) as { readonly issuer?: unknown }).issuer;
  return typeof issuer === 'string' ? issuer : null;
}

function fileIn(stateFolder: string): string {
  return join(stateFolder, 'identity.json');
}
