import type { Server, ServerOptions } from 'node:https';
import type { TlsFiles } from '../pki/pki-files.js';
import { readTlsFiles, type TlsMaterial } from './read-tls-files.js';
import { renewTls } from './renew-tls.js';
import { serverTls } from './server-tls.js';

/** With what a server listens. */
export interface DoorTls {
  readonly options: ServerOptions;
  /** Takes new certificates and revocation lists while the server listens. Answers with what ends that. */
  follow(server: Pick<Server, 'setSecureContext'>): () => void;
}

/** From files, which an operator may replace while the server runs. `onError`: new files that can't be used. */
export function doorTlsFromFiles(files: TlsFiles, onError: (error: unknown) => void): DoorTls {
  return {
    options: serverTls(readTlsFiles(files)),
    follow: (server) => renewTls(server, files, onError),
  };
}

/** For good, e.g. in a test. */
export function doorTlsOf(material: TlsMaterial): DoorTls {
  return { options: serverTls(material), follow: () => () => undefined };
}
