import type { Endpoint, MessageCode } from '#lib/domain';
import type { Bilingual } from '../language/language.js';

/** sourced: a document of the chain names this exchange; inferred: from tasks and law; statute: from the law's text, not checked. */
export const RULE_STATUSES = ['sourced', 'inferred', 'statute'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** One cell of the rule table: who receives which message, when, and with which fields left out. */
export interface Rule {
  /** `R-M06-IND`; a later version of the same cell has a suffix, `R-M06-IND-2`. */
  readonly id: string;
  readonly message: MessageCode;
  readonly recipient: Endpoint;
  /** One sentence that an official can read. */
  readonly sentence: Bilingual;
  /** `always`, or a condition over facts. */
  readonly when: string;
  /** Fields that are always removed. */
  readonly withheld: readonly string[];
  /** Fields that are removed unless their own condition is met. */
  readonly gated: Readonly<Record<string, string>>;
  /** Codes of `legalBases`. */
  readonly legalBasis: readonly string[];
  /** Where the rule comes from: tags of `sources`, and remarks. */
  readonly basis: string;
  readonly status: RuleStatus;
  /** First and last Dutch calendar day on which the rule holds; null = no end. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  /** Why the rule never answers, e.g. because its recipient is the only sender; null for a rule that is meant to deliver. */
  readonly idle: string | null;
}

/** A cell that no rule may open. */
export interface DeniedCell {
  readonly message: MessageCode;
  readonly recipient: Endpoint;
  readonly hardDeny: HardDenyCode;
}

/** From this sender the message reaches these recipients only (M33 by IOM). */
export interface SenderLimit {
  readonly message: MessageCode;
  readonly sender: Endpoint;
  readonly onlyRecipients: readonly Endpoint[];
  readonly hardDeny: HardDenyCode;
}

/**
 * A cell, or a stretch of days of one, in which nothing is stated on purpose. It decides nothing, for what is not stated is not sent anyway;
 * it tells a cell that was left empty from one that was forgotten.
 */
export interface DeclaredGap {
  readonly message: MessageCode;
  readonly recipient: Endpoint;
  /** First and last Dutch calendar day; null = no bound. */
  readonly from: string | null;
  readonly until: string | null;
  readonly reason: string;
}

export type HardDenyCode = `HD${number}`;

export interface LegalBasis {
  readonly article: Bilingual;
  readonly usedFor: Bilingual;
  /** Marks: S = a source names it, I = inferred, K = from the statute, not checked; with the tags of the sources. */
  readonly status: string;
  readonly urls: readonly string[];
}

export interface HardDeny {
  readonly title: Bilingual;
  readonly sentence: Bilingual;
  readonly basis: string;
  readonly status: RuleStatus;
}

export interface RuleSource {
  readonly title: string;
  readonly urls: readonly string[];
  /** Why there is no address; null when there is one. */
  readonly mark: string | null;
}

/** What the files of one rule set say. */
export interface RuleSetContent {
  readonly id: string;
  readonly title: Bilingual;
  readonly validFrom: string;
  /** The engine these rules are written for (decisions 5). */
  readonly engine: number;
  readonly legalBases: Readonly<Record<string, LegalBasis>>;
  readonly hardDenies: Readonly<Record<string, HardDeny>>;
  readonly sources: Readonly<Record<string, RuleSource>>;
  readonly rules: readonly Rule[];
  readonly denied: readonly DeniedCell[];
  readonly senderLimits: readonly SenderLimit[];
  readonly gaps: readonly DeclaredGap[];
}

/** A rule set with the hash that an activation record names. */
export interface RuleSet extends RuleSetContent {
  /** SHA-256 (hex) of the content as canonical JSON; independent of the order of files and rules. */
  readonly hash: string;
}
