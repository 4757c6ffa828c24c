import { type CaseFacts } from '#lib/domain';

/** Name and SHA-256 of a rule set, schema set or reference list set. */
export interface VersionRef {
  readonly id: string;
  readonly hash: string;
}

/** What a partition decides with from its next record on. */
export interface StoredInForce {
  readonly ruleSet: VersionRef;
  readonly schemaSet: VersionRef;
  readonly lists: VersionRef;
  /** Raised whenever the same log would give other bytes (decisions 5). */
  readonly engine: number;
  /** Offset of the activation; absent where an earlier release wrote it (ADR 0011). */
  readonly since?: number;
}

/** It alone says what is done and where to resume; Kafka's committed offset is a hint (decisions 3). */
export interface PartitionRow {
  readonly partition: number;
  readonly logId: string;
  readonly nextOffset: number;
  /** null until the first activation has been folded. */
  readonly inForce: StoredInForce | null;
}

export interface StoredFacts {
  readonly facts: CaseFacts;
  /** Offset of the record that last changed them. At or above the offset being decided: another instance is ahead. */
  readonly changedAtOffset: number;
}

export interface ChangedFacts extends StoredFacts {
  readonly caseKey: string;
}

/** The mission's own name for a case (decisions 21). */
export interface MissionReference {
  /** Country of the mission, ISO 3166-1 alpha-2. */
  readonly unit: string;
  readonly reference: string;
  readonly caseKey: string;
  /** From `encryptSmall(vNumber, storageKey, caseKey)`. */
  readonly vNumberEncrypted: string;
}

export interface RouterCommit {
  readonly partition: number;
  readonly logId: string;
  readonly expectedNextOffset: number;
  readonly nextOffset: number;
  readonly inForce: StoredInForce | null;
  /** At most one entry per case. */
  readonly facts: readonly ChangedFacts[];
  readonly references: readonly MissionReference[];
  /** Message ids of every record taken, whatever was decided: their stop register entries end here (decisions 24). */
  readonly taken: readonly string[];
}

export interface RouterStore {
  partitionRow(partition: number): Promise<PartitionRow | null>;
  /** Idempotent: an existing row stays as it is. Answers with what is stored. */
  createPartitionRow(row: PartitionRow): Promise<PartitionRow>;
  /** Cases without facts are absent from the map. */
  factsOf(partition: number, caseKeys: readonly string[]): Promise<Map<string, StoredFacts>>;
  /** The facts of one case, for readers that do not decide (delivery checks, the story player). */
  factsOfCase(caseKey: string): Promise<StoredFacts | null>;
  /** One SQL transaction. `superseded`: the row no longer says `expectedNextOffset` and `logId`; nothing was written. */
  commit(commit: RouterCommit): Promise<'committed' | 'superseded'>;
}
