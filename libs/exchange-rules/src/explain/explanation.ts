import type { Language } from '../language/language.js';

/** A decision in words: everything that the letter says, in one language, for machines that make their own letter of it. */
export interface Explanation {
  readonly language: Language;
  /** null for a decision that was only asked about (`schakel decide --explain`) and stands in no log. */
  readonly decisionId: string | null;
  readonly outcome: Coded;
  readonly message: MessageInWords | null;
  readonly sender: Coded | null;
  /** Accepted time and the moment of the fact, RFC 3339. */
  readonly acceptedAt: string | null;
  readonly factTime: string | null;
  readonly purpose: Coded | null;
  /** Legal bases that the sender states. */
  readonly statedBasis: readonly Coded[];
  readonly warnings: readonly Coded[];
  readonly delivered: readonly DeliveredInWords[];
  readonly refused: readonly RefusedInWords[];
  readonly facts: readonly FactInWords[];
  /** Facts that were read and that nobody has stated: they count as not true. */
  readonly notStated: readonly Coded[];
  /** Legal bases of the rules that answered. */
  readonly legalBases: readonly LegalBasisInWords[];
  readonly versions: VersionsInWords;
  /** Where the record stands, and how to have it decided again. */
  readonly recompute: RecomputeInWords;
}

/** A code of the hub and what it means. */
export interface Coded {
  readonly code: string;
  readonly words: string;
}

export interface MessageInWords extends Coded {
  readonly messageId: string | null;
  readonly originalOffset: number | null;
}

export interface CellInWords {
  /** `COA`, `GEM:0599`. */
  readonly recipient: string;
  readonly name: string;
  /** null when no rule was reached, or when the rules that decided are not at hand. */
  readonly rule: RuleInWords | null;
}

export interface DeliveredInWords extends CellInWords {
  readonly deliveryId: string | null;
  readonly removed: readonly RemovedInWords[];
  readonly masked: readonly MaskedInWords[];
}

export interface RefusedInWords extends CellInWords {
  readonly refusal: string;
  readonly words: string;
}

/** Why a field is not in the delivery. */
export type RemovalKind =
  /** The recipient may never have data of this class. */
  | 'CEILING'
  /** It may have them only while something is the case that is not. */
  | 'CEILING_CONDITION'
  /** The rule leaves the field out. */
  | 'WITHHELD'
  /** The rule gives the field only while something is the case that is not. */
  | 'GATE'
  /** The sender withheld it. */
  | 'SENDER'
  /** The rules that decided are not at hand. */
  | 'UNKNOWN';

export interface RemovedInWords {
  readonly field: string;
  readonly name: string;
  readonly kind: RemovalKind;
  readonly words: string;
}

export interface MaskedInWords {
  readonly field: string;
  readonly name: string;
  readonly words: string;
}

export interface RuleInWords {
  readonly id: string;
  readonly sentence: string;
  readonly legalBasis: readonly string[];
  readonly status: Coded;
  /** True unless a source names the exchange: a lawyer has yet to confirm the rule. */
  readonly toBeConfirmed: boolean;
  /** As it stands in the rule file: tags and remarks. */
  readonly basis: string;
  readonly sources: readonly SourceInWords[];
  readonly validFrom: string;
  readonly validUntil: string | null;
}

export interface SourceInWords {
  readonly tag: string;
  readonly title: string;
  readonly urls: readonly string[];
}

export interface LegalBasisInWords {
  readonly code: string;
  readonly article: string;
  /** Marks as they stand in the rule file, e.g. `S (W-107); AVG article K`. */
  readonly status: string;
  readonly toBeConfirmed: boolean;
  readonly urls: readonly string[];
}

export interface FactInWords {
  readonly name: string;
  readonly words: string;
  readonly value: boolean;
  readonly owner: Coded;
  /** Code of the message that stated it, in words too. */
  readonly source: Coded;
  readonly messageId: string;
  readonly asOf: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly offset: number;
}

export interface VersionsInWords {
  readonly ruleSet: NamedVersion | null;
  readonly schemaSet: NamedVersion | null;
  readonly lists: NamedVersion | null;
  readonly engine: number | null;
  /** False when the rules that decided are not at hand here, so that sentences and articles are left out. */
  readonly rulesAtHand: boolean;
}

export interface NamedVersion {
  readonly id: string;
  readonly hash: string;
}

export interface RecomputeInWords {
  readonly logId: string | null;
  readonly partition: number | null;
  readonly offset: number | null;
  readonly words: string;
}
