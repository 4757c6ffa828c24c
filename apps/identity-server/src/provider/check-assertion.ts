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
export const TOLERANCE_S = 5;

/**
 * What the provider does not ask of an assertion whose signature, audience and id it has checked: that it is fresh, is newer than what was
 * taken before this server started (that may have been seen), and comes over a connection with the client's own certificate.
 * `seenUntil` and `now`: seconds since 1970.
 * @returns when it was made
 * @throws InvalidClientAuth, which the client sees as invalid_client
 */
export function checkAssertion(
  claims: AssertionClaims,
  clientId: string,
  socket: Socket,
  seenUntil: number,
  now: number,
): number {
  const { iat, exp, sub } = claims;
  if (peerOf(socket)?.oin !== clientId) throw new errors.InvalidClientAuth('the certificate is of another client');
  if (sub !== clientId) throw new errors.InvalidClientAuth('sub must be the client_id');
  if (iat === undefined || exp === undefined || exp - iat > LONGEST_LIFE_S)
    throw new errors.InvalidClientAuth('the assertion lives too long');
  if (iat > now + TOLERANCE_S) throw new errors.InvalidClientAuth('the assertion is of a time to come');
  if (Math.floor(iat) <= seenUntil)
    throw new errors.InvalidClientAuth('the assertion is from before the start of this server');
  return iat;
}
