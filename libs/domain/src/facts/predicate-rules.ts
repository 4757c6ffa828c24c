import type { Endpoint } from '../endpoint/endpoint.js';
import { PREDICATES, type Predicate } from './case-facts.js';

/** How a predicate is stored, and who may state it with a control message (`facts.md`, decisions 16 to 19). */
export interface PredicateRule {
  /** Endpoint whose units have a value of their own each: this municipality, this country's mission. */
  readonly units: 'GEM' | 'EMB' | null;
  /** True for one invited recipient only (LKO_INV). */
  readonly perRecipient: boolean;
  /** Control message that states it; null when it follows from messages, content, envelope or lists alone. */
  readonly statedBy: 'H1' | 'H2' | 'H7' | null;
  /** Who may send that control message. */
  readonly owners: readonly Endpoint[];
}

function stated(by: 'H1' | 'H2' | 'H7', ...owners: Endpoint[]): PredicateRule {
  return { units: null, perRecipient: false, statedBy: by, owners };
}

function perUnit(units: 'GEM' | 'EMB', by: 'H1' | 'H2' | null, ...owners: Endpoint[]): PredicateRule {
  return { units, perRecipient: false, statedBy: by, owners };
}

const FOLLOWS: PredicateRule = { units: null, perRecipient: false, statedBy: null, owners: [] };

export const PREDICATE_RULES: Readonly<Record<Predicate, PredicateRule>> = {
  COA_HOST: stated('H2', 'COA'),
  POL_SUP: stated('H2', 'POL', 'DTV'),
  POL_PICKUP: stated('H2', 'POL', 'DTV'),
  KMAR_TASK: stated('H2', 'KMAR', 'DTV'),
  FORCED: stated('H2', 'DTV'),
  DET: stated('H2', 'DTV', 'POL', 'KMAR', 'DJI'),
  VRIS: stated('H2', 'POL', 'KMAR'),
  GGV: stated('H2', 'DJI'),
  DVO_ORDER: stated('H2', 'DTV', 'POL', 'DJI'),
  IOM_CONSENT: stated('H1', 'IOM'),
  IOM_CLOSING: FOLLOWS,
  GEM_HOST: perUnit('GEM', 'H2', 'GEM', 'COA'),
  GEM_LSO: perUnit('GEM', 'H2', 'GEM'),
  GEM_RES: perUnit('GEM', 'H2', 'GEM', 'COA'),
  UAM: stated('H2', 'NID'),
  OTS: stated('H2', 'NID'),
  VWN_CONSENT: stated('H1', 'DTV', 'COA', 'GEM', 'NID'),
  LP: perUnit('EMB', 'H2', 'DTV'),
  // The table names EMB as owner too, but a mission sends M26 only (decisions 16), which sets the fact by itself.
  LP_ARRIVAL: perUnit('EMB', 'H2', 'DTV'),
  NBI: FOLLOWS,
  MED_CARE: stated('H2', 'MED'),
  BMA_OPEN: stated('H2', 'IND'),
  MED_CONSENT: stated('H1', 'MED', 'IND'),
  WPG_BASIS: FOLLOWS,
  LKO: stated('H2', 'DTV'),
  LKO_INV: { units: null, perRecipient: true, statedBy: 'H2', owners: ['DTV'] },
  NOFAULT: stated('H7', 'IND', 'DTV'),
  ADEQ: stated('H2', 'DTV'),
  BUZA_HELP: stated('H2', 'DTV'),
  CONSULAR_REQ: perUnit('EMB', 'H1', 'DTV', 'POL', 'KMAR', 'DJI'),
  KCT_HIGH: FOLLOWS,
  LP_ARRIVAL_TOLD: perUnit('EMB', null),
  SUSP: FOLLOWS,
};

const KNOWN: ReadonlySet<string> = new Set(PREDICATES);

export function isPredicate(value: unknown): value is Predicate {
  return typeof value === 'string' && KNOWN.has(value);
}

/** Consents: their end counts at once, and a delivery that relied on one is tested again before every attempt (decisions 25). */
export const CONSENT_PREDICATES = ['IOM_CONSENT', 'VWN_CONSENT', 'MED_CONSENT', 'CONSULAR_REQ'] as const;

/** Kinds of H1, the predicate each makes true (decisions 19). */
export const CONSENT_KINDS: Readonly<Record<string, (typeof CONSENT_PREDICATES)[number]>> = {
  IOM_APPLICATION: 'IOM_CONSENT',
  VWN: 'VWN_CONSENT',
  MEDICAL_RELEASE: 'MED_CONSENT',
  CONSULAR_NOTIFICATION: 'CONSULAR_REQ',
};
