import { ENDPOINTS, type Endpoint, type Party } from '../endpoint/endpoint.js';
import type { CaseFacts } from './case-facts.js';
import { bitOf, EMB_BITS, GEM_BITS, STOPPED_BITS } from './fact-bits.js';
import type { ParsedFactName } from './fact-name.js';

export interface UnitBits {
  readonly unit: string;
  readonly bits: number;
}

/** The facts that hold at one moment, as bits per recipient. Decisions read this; it says nothing of where a fact came from. */
export interface FactView {
  readonly suspended: boolean;
  /** Facts that hold for every recipient. */
  readonly everyone: number;
  /** Facts for one endpoint without naming a unit, in ENDPOINTS order. */
  readonly byEndpoint: readonly number[];
  /** The units that the facts name, open or ended, sorted (decisions 16). */
  readonly municipalities: readonly UnitBits[];
  readonly missions: readonly UnitBits[];
}

/** Builds a view from facts that hold (`true`) or have ended (`false`: they only name their unit). */
export function viewOfFacts(facts: Iterable<readonly [ParsedFactName, boolean]>, suspended: boolean): FactView {
  const byEndpoint = ENDPOINTS.map(() => 0);
  const units = { GEM: new Map<string, number>(), EMB: new Map<string, number>() };
  let everyone = 0;
  for (const [{ predicate, endpoint, unit }, holds] of facts) {
    const bit = holds ? bitOf(predicate) : 0;
    if (endpoint === null) everyone |= bit;
    else if ((endpoint === 'GEM' || endpoint === 'EMB') && unit !== null) {
      units[endpoint].set(unit, (units[endpoint].get(unit) ?? 0) | bit);
    } else byEndpoint[ENDPOINTS.indexOf(endpoint)]! |= bit;
  }
  return { suspended, everyone, byEndpoint, municipalities: sorted(units.GEM), missions: sorted(units.EMB) };
}

/** The facts as one recipient's rule reads them (decisions 16). `unit` null: an endpoint without units, or its one unnamed unit. */
export function bitsFor(view: FactView, recipient: Endpoint, unit: string | null, sender: Party): number {
  let bits = view.everyone | (view.byEndpoint[ENDPOINTS.indexOf(recipient)] ?? 0);
  // A unit reads its own value of its own predicates; of the other kind's, and for recipients without units, the sender's or any unit's.
  if (recipient === 'GEM') bits |= bitsOfUnit(view.municipalities, unit);
  else bits |= GEM_BITS & unitsBits(view, 'GEM', sender);
  if (recipient === 'EMB') bits |= bitsOfUnit(view.missions, unit);
  else bits |= EMB_BITS & unitsBits(view, 'EMB', sender);
  return view.suspended ? bits & ~STOPPED_BITS : bits;
}

function unitsBits(view: FactView, kind: 'GEM' | 'EMB', sender: Party): number {
  const units = kind === 'GEM' ? view.municipalities : view.missions;
  const unnamed = view.byEndpoint[ENDPOINTS.indexOf(kind)] ?? 0;
  if (sender.endpoint === kind) return unnamed | bitsOfUnit(units, sender.unit);
  let bits = unnamed;
  for (const unit of units) bits |= unit.bits;
  return bits;
}

function bitsOfUnit(units: readonly UnitBits[], wanted: string | null): number {
  for (const { unit, bits } of units) if (unit === wanted) return bits;
  return 0;
}

function sorted(units: ReadonlyMap<string, number>): readonly UnitBits[] {
  return [...units].map(([unit, bits]) => ({ unit, bits })).sort((one, other) => (one.unit < other.unit ? -1 : 1));
}

export function isSuspended(facts: Pick<CaseFacts, 'stops'>): boolean {
  return Object.values(facts.stops).some((stop) => stop.open);
}
