import type { Catalogue, MessageCode } from '#lib/domain';
import { schemaIdIn } from './avro/confluent-frame.js';
import type { NamedTypes } from './avro/named-types.js';
import { lastIndex } from './codec/last-index.js';
import type { WriterSchema } from './codec/writer-schema.js';
import type { Contracts } from './contracts.js';
import { maySend } from './message/may-send.js';
import type { ContractCode } from './message/contract-code.js';
import type { MessageContract } from './message/message-contract.js';
import type { FieldAccess } from './recipient/field-access.js';
import { createProjector } from './recipient/projector.js';
import { deriveRecipients, firstKnown, NO_RECIPIENTS, type Recipients } from './recipient/recipients.js';
import type { NationalityEntry } from './reference/nationalities.js';
import type { Partners } from './reference/partners.js';
import type { ListSet } from './reference/load-lists.js';
import type { SchemaSet } from './reference/schema-sets.js';
import type { Settings } from './reference/settings.js';
import type { Story } from './reference/story.js';
import { createRegistry, type RegistryEntry } from './registry/create-registry.js';
import { recipientEntries } from './registry/registry-entries.js';
import type { SchemaRegistry } from './registry/schema-registry.js';
import { sample, sampleEnvelope } from './sample/sample.js';
import type { Validator } from './validation/validator.js';

/** What does not depend on rules: read once, shared by the contracts of every rule set. */
export interface LoadedContracts {
  readonly catalogue: Catalogue;
  readonly types: NamedTypes;
  readonly writers: readonly WriterSchema[];
  readonly messages: readonly MessageContract[];
  readonly settings: Settings;
  /** Oldest first; the last is that of today. At least one. */
  readonly listSets: readonly ListSet[];
  readonly schemaSets: readonly SchemaSet[];
  readonly partners: Partners;
  readonly nationalities: readonly NationalityEntry[];
  readonly stories: readonly Story[];
  readonly validator: Validator;
  readonly entries: readonly RegistryEntry[];
}

export function createContracts(loaded: LoadedContracts, accesses: readonly FieldAccess[]): Contracts {
  const byName = new Map(loaded.messages.flatMap((one) => [one.code, one.type, one.slug].map((name) => [name, one])));
  const writers = new Map(loaded.writers.map((writer) => [writer.schemaId, writer]));
  const countries = new Map(loaded.nationalities.map((one) => [one.brpTable32, one.country]));
  let derived: readonly Recipients[] | null = null;
  const allRecipients = (): readonly Recipients[] =>
    (derived ??= accesses.map((access) => deriveRecipients(loaded.writers, loaded.types, access)));
  const recipients = (): Recipients => allRecipients().at(-1) ?? NO_RECIPIENTS;
  const [lists, schemaSet] = [loaded.listSets.at(-1), loaded.schemaSets.at(-1)];
  if (lists === undefined || schemaSet === undefined) throw new Error('Making contracts: no lists or no schema set.');
  let registry: SchemaRegistry | null = null;
  const indexOf = lastIndex();
  const projector = createProjector(writers, recipients, indexOf);
  const contractOf = (code: ContractCode): MessageContract => {
    const contract = byName.get(code);
    if (contract === undefined) throw new Error(`Looking up a contract: there is no message ${code}.`);
    return contract;
  };
  return {
    catalogue: loaded.catalogue,
    partners: loaded.partners,
    lists: lists.lists,
    settings: loaded.settings,
    schemaSet: schemaSet.version,
    listsVersion: lists.version,
    schemaSets: loaded.schemaSets,
    listSets: loaded.listSets,
    get registry() {
      registry ??= createRegistry(
        [...loaded.entries, ...recipientEntries(allRecipients().flatMap((one) => one.all))],
        loaded.types,
      );
      return registry;
    },
    message: (name) => byName.get(name) ?? null,
    maySend: (code, sender, content) => maySend(contractOf(code), sender, content),
    countryOf: (brpTable32) => countries.get(brpTable32) ?? null,
    stories: () => loaded.stories,
    encode: (code, content) => (writers.get(contractOf(code).schemaId) as WriterSchema).codec.encode(content),
    decode(value) {
      const schemaId = schemaIdIn(value);
      if (schemaId === null) return { ok: false, reason: 'no-magic' };
      const writer = writers.get(schemaId);
      if (writer === undefined) return { ok: false, reason: 'unknown-schema' };
      const content = writer.codec.decode(value);
      if (content === null) return { ok: false, reason: 'undecodable' };
      return { ok: true, code: writer.message.code, schemaId, revision: writer.revision, content };
    },
    view(value) {
      const schemaId = schemaIdIn(value);
      if (schemaId === null) return { ok: false, reason: 'no-magic' };
      const writer = writers.get(schemaId);
      if (writer === undefined) return { ok: false, reason: 'unknown-schema' };
      const offsets = indexOf(writer, value);
      if (offsets === null) return { ok: false, reason: 'undecodable' };
      const content = writer.codec.view(value, offsets);
      return { ok: true, code: writer.message.code, schemaId, revision: writer.revision, content };
    },
    decodeDelivery(value) {
      const schemaId = schemaIdIn(value);
      if (schemaId === null) return { ok: false, reason: 'no-magic' };
      const recipient = firstKnown(allRecipients(), schemaId);
      if (recipient === null) return { ok: false, reason: 'unknown-schema' };
      const content = recipient.codec.decode(value);
      if (content === null) return { ok: false, reason: 'undecodable' };
      return { ok: true, code: recipient.schema.code, endpoint: recipient.schema.endpoint, schemaId, content };
    },
    validate: (code, json, envelope) => loaded.validator.validate(contractOf(code), json, envelope),
    recipientSchema: (code, endpoint) => recipients().latest(code as MessageCode, endpoint),
    project: projector.project,
    projectByObject: projector.projectByObject,
    sample: (code, random, overrides, options) => sample(contractOf(code), random, overrides, options),
    sampleEnvelope: (code, at) => sampleEnvelope(contractOf(code), at),
    withAccess: (...others) => createContracts(loaded, others),
  };
}
