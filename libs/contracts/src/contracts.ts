import type { Catalogue, Content, Endpoint, Party, ReferenceLists } from '#lib/domain';
import type { ContractCode } from './message/contract-code.js';
import type { MessageContract } from './message/message-contract.js';
import type { RecipientSchema } from './recipient/recipient-schema.js';
import type { FieldAccess } from './recipient/field-access.js';
import type { CellFields, ProjectionOptions } from './recipient/projection.js';
import type { Decoded, DecodedDelivery } from './codec/decoded.js';
import type { SchemaRegistry } from './registry/schema-registry.js';
import type { Partners } from './reference/partners.js';
import type { ListSet } from './reference/load-lists.js';
import type { SchemaSet } from './reference/schema-sets.js';
import type { Settings } from './reference/settings.js';
import type { Story } from './reference/story.js';
import type { VersionRef } from './reference/version-ref.js';
import type { SampleOptions } from './sample/sample.js';
import type { EdgeEnvelope } from './validation/edge-envelope.js';
import type { Validated } from './validation/contract-error.js';

/** Everything that lies under `schemas/`, loaded and checked once. Immutable; pure apart from having been read from disk. */
export interface Contracts {
  readonly catalogue: Catalogue;
  readonly partners: Partners;
  /** What facts and rules read from reference lists (countries of ne bis in idem, consent days, rest days). */
  readonly lists: ReferenceLists;
  /** Deadlines of the domain page 2.3. */
  readonly settings: Settings;
  /** What an activation record names: id and SHA-256 of all writer schemas, and of the reference lists. */
  readonly schemaSet: VersionRef;
  readonly listsVersion: VersionRef;
  /** Every set that was ever activated, oldest first: an older part of a log is decided by the set in force there. */
  readonly schemaSets: readonly SchemaSet[];
  readonly listSets: readonly ListSet[];
  readonly registry: SchemaRegistry;

  /** By code (`M06`, `H1`, `decision-record`), CloudEvents type or slug; null when unknown. Exact spelling, no normalisation. */
  message(codeOrTypeOrSlug: string): MessageContract | null;
  /** May this party send this message? (VAL-04; control messages by decisions 19.) */
  maySend(code: ContractCode, sender: Party, content?: Content): boolean;
  /** ISO alpha-2 of the country of a nationality (BRP table 32); null when it is not in the table. */
  countryOf(brpTable32: string): string | null;
  stories(): readonly Story[];

  /** Confluent framing: 0x00, schema id, Avro. Throws on content that does not fit: validate first. */
  encode(code: ContractCode, content: Content): Buffer;
  /** Any record of the case log, the decisions or the receipts, by its writer's schema. Null fields are left out of `content`. */
  decode(value: Buffer): Decoded;
  /**
   * `decode` for routing: the same answer for the same bytes, all of which are tested, but `content` decodes a field when it is first read,
   * and is read-only. Holds on to `value`, which must not change afterwards.
   */
  view(value: Buffer): Decoded;
  /** A record of a delivery topic, by the recipient schema that wrote it. */
  decodeDelivery(value: Buffer): DecodedDelivery;
  /** JSON Schema and the VAL rules of the edge; on success the content in canonical form (no nulls, times in UTC). */
  validate(code: ContractCode, json: unknown, envelope: EdgeEnvelope): Validated;

  /** The schema this endpoint gets for this message; null when no rule gives it anything. */
  recipientSchema(code: ContractCode, endpoint: Endpoint): RecipientSchema | null;
  /** Byte-range copy of what the cell allows, framed with the recipient schema's id. */
  project(value: Buffer, code: ContractCode, endpoint: Endpoint, cell: CellFields, options?: ProjectionOptions): Buffer;
  /** The same by decoding and encoding; must give identical bytes (differential test). */
  projectByObject(
    value: Buffer,
    code: ContractCode,
    endpoint: Endpoint,
    cell: CellFields,
    options?: ProjectionOptions,
  ): Buffer;
  /** Valid, varied, invented content; the same source of randomness in [0, 1) gives the same. */
  sample(code: ContractCode, random: () => number, overrides?: Content, options?: SampleOptions): Content;
  /** An envelope that the message accepts. */
  sampleEnvelope(code: ContractCode, at?: string): EdgeEnvelope;

  /**
   * The same contracts under other rule sets: only recipient schemas and the registry differ. The last one is used for new deliveries;
   * those of the others can be read, and stay in the registry.
   */
  withAccess(...accesses: readonly FieldAccess[]): Contracts;
}
