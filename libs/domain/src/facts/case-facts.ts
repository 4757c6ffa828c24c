import type { Endpoint } from '../endpoint/endpoint.js';

/** The predicates of the exchange rules (domain page 4.4). */
export const PREDICATES = [
  'COA_HOST',
  'POL_SUP',
  'POL_PICKUP',
  'KMAR_TASK',
  'FORCED',
  'DET',
  'VRIS',
  'GGV',
  'DVO_ORDER',
  'IOM_CONSENT',
  'IOM_CLOSING',
  'GEM_HOST',
  'GEM_LSO',
  'GEM_RES',
  'UAM',
  'OTS',
  'VWN_CONSENT',
  'LP',
  'LP_ARRIVAL',
  'NBI',
  'MED_CARE',
  'BMA_OPEN',
  'MED_CONSENT',
  'WPG_BASIS',
  'LKO',
  'LKO_INV',
  'NOFAULT',
  'ADEQ',
  'BUZA_HELP',
  'CONSULAR_REQ',
  'KCT_HIGH',
  'LP_ARRIVAL_TOLD',
  'SUSP',
] as const;

export type Predicate = (typeof PREDICATES)[number];

/** `PREDICATE[@ENDPOINT[:unit]]`, e.g. `COA_HOST`, `LKO_INV@VWN`, `GEM_RES@GEM:0599`, `LP@EMB:NG` (decisions 15). */
export type FactName = string;

/** One entry per predicate and recipient unit; the newest `time` wins over all owners (decisions 17). */
export interface Fact {
  readonly name: FactName;
  readonly value: boolean;
  /** Moment of the fact as its source states it (RFC 3339); an older one never overrides a newer one. */
  readonly asOf: string;
  /** Becomes true from here on; null = at once. */
  readonly from: string | null;
  /** No longer true from this instant on; null = open end. Compared with the accepted time of the message being decided. */
  readonly until: string | null;
  readonly owner: Endpoint;
  /** Code of the message that said so, e.g. `M09` or `H2`. */
  readonly source: string;
  readonly messageId: string;
  /** Offset in the case log of the record that last changed it. */
  readonly offset: number;
}

/** One entry per suspensive ground (ASIEL, ART64, B8, VOVO, ...). Any open one suspends. */
export interface Stop {
  readonly ground: string;
  readonly open: boolean;
  readonly asOf: string;
  readonly owner: Endpoint;
  readonly source: string;
  readonly messageId: string;
  readonly offset: number;
}

/** A message that this case has seen, to recognise repeats (decisions 8). */
export interface SeenMessage {
  readonly messageId: string;
  /** SHA-256 of the value, hex. */
  readonly hash: string;
  readonly offset: number;
}

/** What later messages of the case are checked against (VAL-06, VAL-09, VAL-12, VAL-15). All from the log, never from a clock or a receipt. */
export interface CaseNotes {
  /** The newest M30: travel conditions and the instant until which it is valid. */
  readonly fitness: {
    readonly asOf: string;
    readonly validUntil: string | null;
    readonly travelConditions: readonly string[];
  } | null;
  /** The newest M28. */
  readonly advice: { readonly asOf: string; readonly travelConditions: readonly string[] } | null;
  /** The newest answer (M04, phase RESPONSE): may the person be removed, and when was that checked? */
  readonly removability: { readonly asOf: string; readonly removable: boolean } | null;
  /** Accepted time of the last M42. */
  readonly dossierAt: string | null;
  /** An IOM consent was recorded whose end no M31 has reported yet (IOM_CLOSING, decisions 18). */
  readonly iomConsentOnRecord: boolean;
  /** A message said that the person is a minor (M13, M14, M15, M40). */
  readonly minor: boolean;
}

/** Everything the hub knows of one case, folded from the log. Plain JSON, so that it can be stored and compared. */
export interface CaseFacts {
  readonly facts: Readonly<Record<FactName, Fact>>;
  readonly stops: Readonly<Record<string, Stop>>;
  /** Accepted time of the latest message of the case; time never runs backwards within a case (decisions 7). */
  readonly acceptedAt: string | null;
  /** The latest 256 messages. */
  readonly seen: readonly SeenMessage[];
  readonly notes: CaseNotes;
  /** Units (`GEM:0599`, `EMB:NG`) that any fact names, open or ended, in order of first mention. */
  readonly units: readonly string[];
}
