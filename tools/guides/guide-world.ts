import type { AdapterDefinition, AdapterManifest, AgencyFormat, ConformanceKit } from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import type { RuleSet } from '#lib/exchange-rules';

/** All that a guide is made from. */
export interface GuideWorld {
  readonly manifest: AdapterManifest;
  readonly definition: AdapterDefinition;
  readonly contracts: Contracts;
  /** In force. */
  readonly rules: RuleSet;
  /** Invented messages for the examples. */
  readonly samples: Pick<ConformanceKit, 'sampleEvent' | 'sampleDelivery'>;
  readonly formatOf: (endpoint: string) => AgencyFormat;
}
