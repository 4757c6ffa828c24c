import type { ServerOptions } from 'node:https';
import { TLS_PROFILE } from './tls-profile.js';
import type { TlsMaterial } from './read-tls-files.js';

/** A handshake that takes longer is somebody's slow attack, ms. */
const HANDSHAKE_MS = 10_000;

/**
 * Options of a server that asks every caller for a certificate. One that shows none, or a bad one, gets its connection all the same, because
 * anybody may read the published documents; `peerOf` says who is who, and the gate refuses the rest.
 */
export function serverTls({ ca, cert, key, crl }: TlsMaterial): ServerOptions {
  return {
    ...TLS_PROFILE,
    ca,
    cert,
    key,
    crl: [...crl],
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: HANDSHAKE_MS,
    ALPNProtocols: ['http/1.1'],
  };
}
