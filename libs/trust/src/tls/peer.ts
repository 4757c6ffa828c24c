import { createHash, type X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { oinOf } from '../pki/oin.js';
import { normalSerialNumber } from './revocations.js';

/** The other side of a connection, as its certificate proves. */
export interface Peer {
  readonly oin: string;
  /** SHA-256 of the certificate, base64url: `cnf.x5t#S256` of a token that is bound to it (RFC 8705, 3.1). */
  readonly thumbprint: string;
  readonly serialNumber: string;
  /** Milliseconds since 1970; a connection can outlive its certificate. */
  readonly validUntil: number;
}

const known = new WeakMap<Socket, Peer | null>();

/**
 * Who is at the other end; null without TLS, without a certificate, and with one that was not accepted (other authority, expired, not yet valid,
 * revoked, not for clients) or names no OIN. Read once per connection.
 */
export function peerOf(socket: Socket): Peer | null {
  let peer = known.get(socket);
  if (peer === undefined) {
    peer = readPeer(socket);
    known.set(socket, peer);
  }
  return peer;
}

function readPeer(socket: Socket): Peer | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  const oin = oinOf(certificate);
  return oin === null
    ? null
    : {
        oin,
        thumbprint: thumbprintOf(certificate),
        serialNumber: normalSerialNumber(certificate.serialNumber),
        validUntil: Date.parse(certificate.validTo),
      };
}

/** As RFC 8705 writes it. */
export function thumbprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('base64url');
}
