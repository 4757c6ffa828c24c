import type { RecordSchema } from '../avro/avro-schema.js';
import { inlineTypes } from '../avro/inline-types.js';
import { referencesOf, type NamedTypes } from '../avro/named-types.js';
import { schemaIdOf } from '../avro/schema-id.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import type { RecipientSchema } from '../recipient/recipient-schema.js';
import type { RegistryEntry } from './create-registry.js';
import type { SchemaReference } from './schema-registry.js';

const TYPES = 'nl.vreemdelingenketen.terugkeerzaken.types.';

/** Messages and common types as they lie in the repository, with references. */
export function writerEntries(writers: readonly WriterSchema[], types: NamedTypes): readonly RegistryEntry[] {
  const common = [...types.values()].flatMap((type): RegistryEntry[] => {
    if (type.type !== 'record') return [];
    const avro = inlineTypes(type, types);
    return [entryOf(subjectOf(`${type.namespace ?? ''}.${type.name}`), 1, schemaIdOf(avro), type, avro)];
  });
  return [
    ...common,
    ...writers.map((one) => entryOf(one.message.slug, one.revision, one.schemaId, one.file, one.avro)),
  ];
}

/**
 * What each endpoint may see, of every rule set in turn: self-contained, so that an agency needs nothing else to read its topic. A rule
 * set that opens or closes nothing adds no version.
 */
export function recipientEntries(recipients: readonly RecipientSchema[]): readonly RegistryEntry[] {
  const bySubject = new Map<string, RecipientSchema[]>();
  for (const one of recipients) {
    const known = bySubject.get(one.subject) ?? [];
    if (!known.some((other) => other.text === one.text)) bySubject.set(one.subject, [...known, one]);
  }
  return [...bySubject].flatMap(([subject, versions]) =>
    versions.map((one, index) => ({
      subject,
      version: index + 1,
      id: one.schemaId,
      schema: one.text,
      references: [],
      avro: one.avro,
    })),
  );
}

function entryOf(subject: string, version: number, id: number, file: RecordSchema, avro: RecordSchema): RegistryEntry {
  const references = referencesOf(file).map((name): SchemaReference => ({
    name,
    subject: subjectOf(name),
    version: 1,
  }));
  return { subject, version, id, schema: JSON.stringify(file), references, avro };
}

/** `….types.LocationRef` → `types.location-ref`. */
function subjectOf(name: string): string {
  const short = name.slice(TYPES.length);
  return `types.${short.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase()}`;
}
