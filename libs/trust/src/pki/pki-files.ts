import { join } from 'node:path';

/** Where the files of one party to TLS lie, as absolute paths; all PEM. */
export interface TlsFiles {
  /** Whom it trusts. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
  /** Revocation lists of every authority in `ca`. */
  readonly crl: string;
}

/** Servers and clients of the hub itself; partners have theirs under `clients/`. */
export type OwnCertificate = 'doors' | 'identity-server' | 'hub-client' | 'partner-simulator' | 'console';

export function pkiFolder(secretsFolder: string): string {
  return join(secretsFolder, 'pki');
}

export function ownFiles(secretsFolder: string, name: OwnCertificate): TlsFiles {
  return filesAt(pkiFolder(secretsFolder), name);
}

/** Files of a partner organisation's own system, as development makes them; in earnest they never leave the partner. */
export interface ClientFiles extends TlsFiles {
  /** Private key with which it signs its assertions at the identity server. */
  readonly assertionKey: string;
}

/** `partner`: id in the partner list, e.g. `gem-0599`. */
export function clientFiles(secretsFolder: string, partner: string): ClientFiles {
  const folder = pkiFolder(secretsFolder);
  const { ca, crl } = filesAt(folder, partner);
  const at = (suffix: string): string => join(folder, 'clients', `${partner}.${suffix}`);
  return { ca, crl, certificate: at('pem'), key: at('key.pem'), assertionKey: at('assertion-key.pem') };
}

function filesAt(folder: string, name: string): TlsFiles {
  const at = (file: string): string => join(folder, file);
  return { ca: at('ca.pem'), certificate: at(`${name}.pem`), key: at(`${name}.key.pem`), crl: at('crl.pem') };
}
