import type { Socket } from 'node:net';
import { errors } from 'oidc-provider';
import { peerOf } from '#lib/trust';

export interface AssertionClaims {
  readonly iat?: number;
  readonly nbf?: number;
  readonly exp?: number;
  readonly sub?: string;
}

/** An assertion is made for one request; what lives longer was kept, seconds. */
const LONGEST_LIFE_S = 120;
/** Between the clocks of client and server, seconds. */
const TOLERANCE_S = 5;

/**
 * What the provider does not ask of an assertion whose signature, audience and id it has checked: that it is fresh, was made since this server
 * started (before that it may have been seen), and comes over a connection with the client's own certificate.
 * `startedAt` and `now`: seconds since 1970.
 * @throws InvalidClientAuth, which the client sees as invalid_client
 */
export function checkAssertion(
  claims: AssertionClaims,
  clientId: string,
  socket: Socket,
  startedAt: number,
  now: number,
): void {
  const { iat, exp, sub } = claims;
  if (peerOf(socket)?.oin !== clientId) throw new errors.InvalidClientAuth('the certificate is of another client');
  if (sub !== clientId) throw new errors.InvalidClientAuth('sub must be the client_id');
  if (iat === undefined || exp === undefined || exp - iat > LONGEST_LIFE_S)
    throw new errors.InvalidClientAuth('the assertion lives too long');
  if (iat > now + TOLERANCE_S) throw new errors.InvalidClientAuth('the assertion is of a time to come');
  if (iat < startedAt) throw new errors.InvalidClientAuth('the assertion is from before the start of this server');
}
