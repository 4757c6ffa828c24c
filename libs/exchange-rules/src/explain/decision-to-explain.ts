type Maybe<T> = T | null | undefined;

/** What an explanation reads of a decision record. The decoded record fits as it is; a decision that was only asked about has no id. */
export interface DecisionToExplain {
  readonly decisionId?: Maybe<string>;
  readonly outcome: string;
  readonly reason?: Maybe<string>;
  readonly logId?: Maybe<string>;
  readonly partition?: Maybe<number>;
  readonly offset?: Maybe<number>;
  readonly originalOffset?: Maybe<number>;
  readonly generation?: Maybe<number>;
  readonly messageId?: Maybe<string>;
  /** Code, `M06` or `H1`. */
  readonly message?: Maybe<string>;
  /** `GEM:0599`. */
  readonly sender?: Maybe<string>;
  /** Accepted time, RFC 3339. */
  readonly time?: Maybe<string>;
  readonly factTime?: Maybe<string>;
  readonly purpose?: Maybe<string>;
  readonly legalBasis?: Maybe<readonly string[]>;
  readonly engine?: Maybe<number>;
  readonly ruleSet?: Maybe<VersionToExplain>;
  readonly schemaSet?: Maybe<VersionToExplain>;
  readonly lists?: Maybe<VersionToExplain>;
  readonly warnings?: Maybe<readonly string[]>;
  readonly facts?: Maybe<readonly FactToExplain[]>;
  readonly cells?: Maybe<readonly CellToExplain[]>;
}

export interface VersionToExplain {
  readonly id: string;
  readonly hash: string;
}

export interface FactToExplain {
  /** `COA_HOST`, `LP@EMB:NG`, `SUSP/ART64`. */
  readonly name: string;
  readonly value: boolean;
  readonly source: string;
  readonly messageId: string;
  readonly owner: string;
  readonly asOf: string;
  readonly from?: Maybe<string>;
  readonly until?: Maybe<string>;
  readonly offset: number;
}

export interface CellToExplain {
  readonly recipient: string;
  readonly unit?: Maybe<string>;
  readonly refusal?: Maybe<string>;
  readonly ruleId?: Maybe<string>;
  readonly deliveryId?: Maybe<string>;
  readonly removed: readonly string[];
  readonly masked: readonly string[];
  readonly read: readonly { readonly name: string; readonly value: boolean }[];
}
