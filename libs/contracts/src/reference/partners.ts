import type { Endpoint, Party } from '#lib/domain';

/** One system of an organisation: what a `source` URN names. */
export interface PartnerSystem {
  /** Last part of `urn:nld:oin:<oin>:systeem:<system>`. */
  readonly system: string;
  readonly endpoint: Endpoint;
  readonly unit: string | null;
}

/** One organisation with its OIN. IND and BMA are one, DJI and DVO too (decisions 29). */
export interface Partner {
  /** Short name for tokens and metrics, e.g. `ind`, `gem-0599`, `emb-ng`. */
  readonly id: string;
  readonly name: string;
  readonly oin: string;
  /** Folder of its adapter under `apps/`. */
  readonly adapter: string;
  readonly systems: readonly PartnerSystem[];
}

export interface SourceOwner extends Party {
  readonly partner: Partner;
  readonly system: string;
}

export interface Partners {
  readonly all: readonly Partner[];
  /** Who stands behind a CloudEvents `source`; null for an unknown OIN, system or form. */
  partnerOf(source: string): SourceOwner | null;
  /** `urn:nld:oin:<oin>:systeem:<system>` of a party; null when it is not in the list. */
  sourceOf(party: Party): string | null;
  byId(id: string): Partner | null;
  /** Every source and the party it stands for. */
  readonly senders: ReadonlyMap<string, Party>;
}
