import { ENDPOINTS, type Endpoint, type MessageCode } from '#lib/domain';
import type { NamedTypes } from '../avro/named-types.js';
import { compileCodec, type Codec } from '../codec/codec.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import { deriveRecipientSchema } from './derive-recipient-schema.js';
import type { FieldAccess } from './field-access.js';
import { planProjection, type ProjectionPlan } from './projection-plan.js';
import type { RecipientSchema } from './recipient-schema.js';
import { recipientTypes } from './recipient-types.js';

/** All that one rule set lets recipients see, derived once. */
export interface Recipients {
  /** Oldest revision first; equal ones once. */
  readonly all: readonly RecipientSchema[];
  latest(code: MessageCode, endpoint: Endpoint): RecipientSchema | null;
  byId(schemaId: number): { readonly schema: RecipientSchema; readonly codec: Codec } | null;
  /**
   * How a record of this writer schema becomes a delivery, by the recipient's schema of that `revision` where it is later; null when the endpoint
   * gets nothing.
   */
  plan(writer: WriterSchema, endpoint: Endpoint, revision?: number): ProjectionPlan | null;
}

/** What holds under no rule set at all. */
export const NO_RECIPIENTS: Recipients = {
  all: [],
  latest: () => null,
  byId: () => null,
  plan: () => null,
};

/** A schema by its id under any of the rule sets. */
export function firstKnown(all: readonly Recipients[], schemaId: number): ReturnType<Recipients['byId']> {
  for (const recipients of all) {
    const found = recipients.byId(schemaId);
    if (found !== null) return found;
  }
  return null;
}

export function deriveRecipients(writers: readonly WriterSchema[], types: NamedTypes, access: FieldAccess): Recipients {
  const derivedTypes = recipientTypes(types);
  const byWriter = new Map<number, Map<Endpoint, RecipientSchema>>();
  const latest = new Map<string, RecipientSchema>();
  const byId = new Map<number, RecipientSchema>();
  for (const writer of writers) {
    if (writer.message.kind !== 'case') continue;
    const forEndpoint = new Map<Endpoint, RecipientSchema>();
    byWriter.set(writer.schemaId, forEndpoint);
    for (const endpoint of ENDPOINTS) {
      const schema = deriveRecipientSchema(writer, endpoint, access, derivedTypes);
      if (schema === null) continue;
      const before = latest.get(schema.subject);
      const kept = numbered(schema, before);
      addOnce(byId, kept);
      forEndpoint.set(endpoint, kept);
      latest.set(kept.subject, kept);
    }
  }
  const plans = new Map<RecipientSchema, Map<number, ProjectionPlan>>();
  const codecs = new Map<number, Codec>();
  const latestOf = new Map([...latest.values()].map((schema) => [`${schema.code}:${schema.endpoint}`, schema]));
  return {
    all: [...byId.values()],
    latest: (code, endpoint) => latestOf.get(`${code}:${endpoint}`) ?? null,
    byId(schemaId) {
      const schema = byId.get(schemaId);
      if (schema === undefined) return null;
      return { schema, codec: remember(codecs, schemaId, () => compileCodec(schema.avro, schemaId)) };
    },
    plan(writer, endpoint, revision = writer.revision) {
      const own = byWriter.get(writer.schemaId)?.get(endpoint);
      const later = revision > writer.revision ? revisionOf(writers, writer, revision) : writer;
      const recipient = byWriter.get(later?.schemaId ?? 0)?.get(endpoint);
      if (recipient === undefined) return null;
      const ofRecipient = remember(plans, recipient, () => new Map<number, ProjectionPlan>());
      return remember(ofRecipient, writer.schemaId, () => planProjection(writer, recipient, recipient !== own));
    },
  };
}

function revisionOf(writers: readonly WriterSchema[], { message }: WriterSchema, revision: number) {
  return writers.find((one) => one.message.slug === message.slug && one.revision === revision);
}

/** A new revision of which the recipient sees nothing new is no new version for it. */
function numbered(schema: RecipientSchema, before: RecipientSchema | undefined): RecipientSchema {
  if (before?.text === schema.text) return before;
  return { ...schema, revision: (before?.revision ?? 0) + 1 };
}

function addOnce(byId: Map<number, RecipientSchema>, schema: RecipientSchema): void {
  const other = byId.get(schema.schemaId);
  if (other !== undefined && other.text !== schema.text) {
    throw new Error(`Deriving recipient schemas: ${schema.subject} and ${other.subject} have the same id.`);
  }
  byId.set(schema.schemaId, schema);
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}
