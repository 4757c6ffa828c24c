export type QualityTier = 'bronze' | 'silver' | 'gold';

/** One thing that an adapter of a tier has. */
export interface QualityRule {
  readonly id: string;
  readonly tier: QualityTier;
  readonly title: string;
  /** Conformance checks that must pass without a waiver before it may say `done`; empty where no machine can tell. */
  readonly provenBy: readonly string[];
}
