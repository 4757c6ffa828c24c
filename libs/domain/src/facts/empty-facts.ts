import type { CaseFacts } from './case-facts.js';

const EMPTY: CaseFacts = {
  facts: {},
  stops: {},
  acceptedAt: null,
  seen: [],
  notes: { fitness: null, advice: null, dossierAt: null, removability: null, iomConsentOnRecord: false, minor: false },
  units: [],
};

/** What the hub knows of a case of which it has seen nothing. */
export function emptyFacts(): CaseFacts {
  return EMPTY;
}
