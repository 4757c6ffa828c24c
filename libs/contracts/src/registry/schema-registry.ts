/** A schema as the Confluent REST API shows it; an absent `schemaType` means AVRO. */
export interface SchemaReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

export interface RegisteredSchema {
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  readonly schema: string;
  readonly references: readonly SchemaReference[];
}

export interface Compatibility {
  readonly compatible: boolean;
  /** Kinds as Avro names them with a JSON pointer, e.g. `READER_FIELD_MISSING_DEFAULT_VALUE at /fields/3`. */
  readonly messages: readonly string[];
}

/** The read side of the Confluent REST subset, as pure functions over what was loaded. */
export interface SchemaRegistry {
  subjects(prefix?: string): readonly string[];
  /** null: no such subject (40401). */
  versions(subject: string): readonly number[] | null;
  version(subject: string, version: number | 'latest'): RegisteredSchema | null;
  byId(id: number): RegisteredSchema | null;
  /** All subject versions that carry this id. */
  usesOf(id: number): readonly RegisteredSchema[];
  /** Ids of the schemas that refer to this one. */
  referencedBy(subject: string, version: number): readonly number[];
  /** Is this very schema registered under the subject? Text is compared as JSON, not by white space. */
  find(subject: string, schema: string): RegisteredSchema | null;
  /** FULL_TRANSITIVE against every registered version; null: no such subject. */
  compatibility(subject: string, schema: string): Compatibility | null;
  readonly compatibilityLevel: 'FULL_TRANSITIVE';
  /** Clients read; schemas come with a release. */
  readonly mode: 'READONLY';
}
