import { parseParty, partyName, type Party } from '#lib/domain';
import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import type { Partner, Partners, SourceOwner } from './partners.js';

/** https://logius-standaarden.github.io/OIN-Stelsel: prefix, main number, suffix. */
const OIN = /^(?:\d{8}[0-9A-Z]{9}000|\d{8}[0-9A-Z]{8}0000)$/;
const SYSTEM = /^[a-z][a-z0-9-]{0,39}$/;

/** Throws when two partners claim the same thing: a source must mean one party. */
export function loadPartners(folder: SchemaFolder): Partners {
  const { partners } = jsonIn(folder, 'reference/partners.json') as { readonly partners: readonly Partner[] };
  const bySource = new Map<string, SourceOwner>();
  const byParty = new Map<string, string>();
  const byId = new Map<string, Partner>();
  for (const partner of partners) {
    if (!OIN.test(partner.oin)) fault(`partner ${partner.id} has no valid OIN`);
    once(byId, partner.id, partner);
    for (const { system, endpoint, unit } of partner.systems) {
      const party: Party = { endpoint, unit };
      if (!SYSTEM.test(system)) fault(`partner ${partner.id} has a system with a wrong name`);
      if (parseParty(partyName(party)) === null) fault(`partner ${partner.id} has an unknown endpoint or unit`);
      if ((endpoint === 'GEM' || endpoint === 'EMB') !== (unit !== null)) fault(`${partner.id}: ${endpoint} and unit`);
      const source = `urn:nld:oin:${partner.oin}:systeem:${system}`;
      once(bySource, source, { ...party, partner, system });
      once(byParty, partyName(party), source);
    }
  }
  return {
    all: partners,
    partnerOf: (source) => bySource.get(source) ?? null,
    sourceOf: (party) => byParty.get(partyName(party)) ?? null,
    byId: (id) => byId.get(id) ?? null,
    senders: new Map([...bySource].map(([source, { endpoint, unit }]) => [source, { endpoint, unit }])),
  };
}

function once<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.has(key)) fault(`${key} is there twice`);
  map.set(key, value);
}

function fault(what: string): never {
  throw new Error(`Reading schemas/reference/partners.json: ${what}.`);
}
