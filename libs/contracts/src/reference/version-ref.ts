/** Names one version of something that decisions depend on: what is in force is checked by hash, not by name. */
export interface VersionRef {
  readonly id: string;
  /** SHA-256, 64 hex characters. */
  readonly hash: string;
}
