import { createHash } from 'node:crypto';
import { partnerScopes, type Contracts, type Partner } from '#lib/contracts';
import { partyName } from '#lib/domain';
import type { Authenticator, Credentials, Identity } from './authenticator.port.js';

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{16,512}=*)$/;

/**
 * Bearer tokens until mutual TLS and OAuth take their place (decisions 30). Tokens are looked up by their hash, so that the time of
 * the look-up tells nothing about a token.
 */
export class Doorkeeper implements Authenticator {
  private readonly identities = new Map<string, Identity>();

  constructor(tokens: ReadonlyMap<string, string>, { partners, catalogue }: Pick<Contracts, 'partners' | 'catalogue'>) {
    for (const [name, token] of tokens) {
      for (const partner of partners.all) {
        const parties = partiesOf(name, partner);
        if (parties.length === 0) continue;
        const scopes = new Set(partnerScopes(catalogue, partner));
        this.identities.set(digest(token), { name, parties, scopes });
      }
    }
  }

  authenticate({ authorization }: Credentials): Promise<Identity | null> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    return Promise.resolve(token === undefined ? null : (this.identities.get(digest(token)) ?? null));
  }
}

/** A credential is named after one party (`COA`, `GEM:0599`) or after an organisation of the partner list (`gem-0599`). */
function partiesOf(name: string, partner: Partner): Identity['parties'] {
  const parties = partner.systems.map(({ endpoint, unit }) => ({ endpoint, unit }));
  return partner.id === name ? parties : parties.filter((party) => partyName(party) === name);
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
