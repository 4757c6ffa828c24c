import type { RecordSchema } from '../avro/avro-schema.js';
import { inlineTypes } from '../avro/inline-types.js';
import { lintSchema } from '../avro/lint-schema.js';
import type { NamedTypes } from '../avro/named-types.js';
import { incompatibilities } from './check-compatibility.js';
import type { Compatibility, RegisteredSchema, SchemaRegistry } from './schema-registry.js';

/** A schema with the self-contained form that compatibility is tested on. */
export interface RegistryEntry extends RegisteredSchema {
  readonly avro: RecordSchema;
}

/** Pure functions over what was loaded; throws when two schemas share an id. `types` resolve references of schemas that are asked about. */
export function createRegistry(entries: readonly RegistryEntry[], types: NamedTypes): SchemaRegistry {
  const bySubject = new Map<string, RegistryEntry[]>();
  const byId = new Map<number, RegistryEntry[]>();
  for (const entry of entries) {
    push(bySubject, entry.subject, entry);
    const same = push(byId, entry.id, entry);
    if (same[0]?.schema !== entry.schema) {
      throw new Error(`Building the schema registry: ${entry.subject} and ${same[0]?.subject ?? ''} have the same id.`);
    }
  }
  const versionsOf = (subject: string): readonly RegistryEntry[] => bySubject.get(subject) ?? [];
  return {
    compatibilityLevel: 'FULL_TRANSITIVE',
    mode: 'READONLY',
    subjects: (prefix = '') => [...bySubject.keys()].filter((subject) => subject.startsWith(prefix)).sort(),
    versions: (subject) => bySubject.get(subject)?.map((entry) => entry.version) ?? null,
    version(subject, version) {
      const all = versionsOf(subject);
      return shown(version === 'latest' ? all.at(-1) : all.find((entry) => entry.version === version));
    },
    byId: (id) => shown(byId.get(id)?.[0]),
    usesOf: (id) => (byId.get(id) ?? []).map((entry) => shown(entry) as RegisteredSchema),
    referencedBy(subject, version) {
      const refers = (entry: RegistryEntry): boolean =>
        entry.references.some((one) => one.subject === subject && one.version === version);
      return [...new Set(entries.filter(refers).map((entry) => entry.id))];
    },
    find(subject, schema) {
      const asked = normal(schema);
      return asked === null ? null : shown(versionsOf(subject).find((entry) => normal(entry.schema) === asked));
    },
    compatibility: (subject, schema) => (bySubject.has(subject) ? compare(versionsOf(subject), schema, types) : null),
  };
}

function compare(versions: readonly RegistryEntry[], schema: string, types: NamedTypes): Compatibility {
  try {
    const asked = inlineTypes(JSON.parse(schema) as RecordSchema, types);
    const unsafe = lintSchema(asked);
    if (unsafe.length > 0) return { compatible: false, messages: unsafe };
    const messages = versions.flatMap((entry) => incompatibilities(asked, entry.avro));
    return { compatible: messages.length === 0, messages: [...new Set(messages)] };
  } catch {
    return { compatible: false, messages: ['INVALID_SCHEMA at '] };
  }
}

function shown(entry: RegistryEntry | undefined): RegisteredSchema | null {
  if (entry === undefined) return null;
  const { subject, version, id, schema, references } = entry;
  return { subject, version, id, schema, references };
}

function normal(schema: string): string | null {
  try {
    return JSON.stringify(JSON.parse(schema));
  } catch {
    return null;
  }
}

function push<Key>(map: Map<Key, RegistryEntry[]>, key: Key, entry: RegistryEntry): RegistryEntry[] {
  const found = map.get(key) ?? [];
  found.push(entry);
  map.set(key, found);
  return found;
}
