import { createHash } from 'node:crypto';
import type { Partners } from '#lib/contracts';
import { parseParty, type Endpoint, type Party } from '#lib/domain';
import type { Client } from './client.js';

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{16,512}=*)$/;

/**
 * Bearer tokens until mutual TLS and OAuth take their place (decisions 30). Tokens are looked up by their hash, so that the time of
 * the look-up tells nothing about a token; a token of an agency that has no business at this adapter's door is as unknown as any other.
 */
export class Doorkeeper {
  private readonly clients = new Map<string, Client>();

  constructor(tokens: ReadonlyMap<string, string>, partners: Partners, endpoints: readonly Endpoint[]) {
    for (const [name, token] of tokens) {
      const parties = partiesOf(name, partners).filter((party) => endpoints.includes(party.endpoint));
      if (parties.length > 0) this.clients.set(digest(token), { name, parties });
    }
  }

  /** null for a missing, malformed or unknown credential. */
  identify(authorization: string | undefined): Client | null {
    const token = BEARER.exec(authorization ?? '')?.[1];
    return token === undefined ? null : (this.clients.get(digest(token)) ?? null);
  }
}

/** A credential is named after one party (`COA`, `GEM:0599`) or after an organisation of the partner list (`gem-0599`). */
function partiesOf(name: string, partners: Partners): readonly Party[] {
  const party = parseParty(name);
  if (party !== null) return [party];
  return (partners.byId(name)?.systems ?? []).map(({ endpoint, unit }) => ({ endpoint, unit }));
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
