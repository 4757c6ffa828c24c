import type { Socket } from 'node:net';
import { partnerScopes, type Contracts } from '#lib/contracts';
import type { Clock } from '#lib/platform';
import { peerOf, type Peer, type TokenVerifier } from '#lib/trust';
import type { Authenticator, Credentials, Identity } from './authenticator.port.js';

const BEARER = /^Bearer ([A-Za-z0-9_.-]{16,16384})$/;

export interface TrustParts {
  readonly contracts: Pick<Contracts, 'partners' | 'catalogue'>;
  readonly tokens: Pick<TokenVerifier, 'verify'>;
  /** By serial number, as `Peer` has it. Throws while the revocation list can't be read. */
  readonly isRevoked: (serialNumber: string) => boolean;
  /** By OIN. Throws while the list can't be read. */
  readonly isSuspended: (oin: string) => boolean;
  readonly clock: Clock;
}

type Organisation = Pick<Identity, 'name' | 'parties'> & {
  /** All that it may ever ask for. */ readonly scopes: readonly string[];
};

/**
 * A caller is whoever its certificate says, if its token says the same: the OIN of the certificate is the subject of the token, and the token is
 * bound to that very certificate (RFC 8705). Revoked and suspended clients, and certificates that ended since the connection was made, are
 * nobody. What a token allows beyond the partner list counts for nothing.
 */
export class MutualTlsAuthenticator implements Authenticator {
  /** By OIN; worked out once, for every request asks. */
  private readonly organisations: ReadonlyMap<string, Organisation>;

  constructor(private readonly parts: TrustParts) {
    const { partners, catalogue } = parts.contracts;
    const entries = partners.all.map((partner): [string, Organisation] => [
      partner.oin,
      {
        name: partner.id,
        parties: partner.systems.map(({ endpoint, unit }) => ({ endpoint, unit })),
        scopes: partnerScopes(catalogue, partner),
      },
    ]);
    this.organisations = new Map(entries);
  }

  async authenticate({ authorization, socket }: Credentials, audience: string): Promise<Identity | null> {
    const peer = peerOf(socket);
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (peer === null || token === undefined || this.isBarred(peer)) return null;
    const claims = await this.parts.tokens.verify(token, audience, peer.thumbprint);
    if (claims === null || claims.subject !== peer.oin) return null;
    const organisation = this.organisations.get(peer.oin);
    if (organisation === undefined) return null;
    const { name, parties, scopes } = organisation;
    return { name, parties, scopes: new Set(scopes.filter((scope) => claims.scopes.has(scope))) };
  }

  mayStay(socket: Socket): boolean {
    const peer = peerOf(socket);
    return peer === null || !this.isBarred(peer);
  }

  private isBarred({ oin, serialNumber, validUntil }: Peer): boolean {
    const { clock, isRevoked, isSuspended } = this.parts;
    return clock.now() > validUntil || isRevoked(serialNumber) || isSuspended(oin);
  }
}
