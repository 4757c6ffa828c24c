import { readFileSync } from 'node:fs';
import type { TlsFiles } from '../pki/pki-files.js';

/** The files' contents; `crl` one list per item, for Node reads only the first of a text. */
export interface TlsMaterial {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly crl: readonly string[];
}

/** Throws with what to do when a file is missing; never shows its content. */
export function readTlsFiles(files: TlsFiles): TlsMaterial {
  const crl = read(files.crl).match(/-----BEGIN X509 CRL-----[\s\S]+?-----END X509 CRL-----/g);
  if (crl === null) throw new Error('Reading the revocation lists: the file holds none (PEM, "BEGIN X509 CRL").');
  return { ca: read(files.ca), cert: read(files.certificate), key: read(files.key), crl };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(
      `Reading a certificate or key: ${path} can't be read. \`npm start\` makes those of development; in earnest SCHAKEL_TLS_CA, SCHAKEL_TLS_CERT, SCHAKEL_TLS_KEY and SCHAKEL_TLS_CRL name yours (docs/how-to/connect-an-agency.md).`,
      { cause },
    );
  }
}
