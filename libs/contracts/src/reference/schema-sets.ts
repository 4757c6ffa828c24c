import type { Catalogue } from '#lib/domain';
import { sha256 } from '../avro/schema-id.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import type { VersionRef } from './version-ref.js';

/**
 * The revisions that one activation put in force together, and the catalogue as it was then. A log that was begun under an earlier set is
 * decided by that set up to the activation of the next, so every set that was ever activated stays in the file.
 */
export interface SchemaSet {
  readonly version: VersionRef;
  readonly catalogue: Catalogue;
  /** Of a message's schema, by its code. */
  revisionOf(code: string): number;
}

interface ListedSet {
  readonly id: string;
  /** Slug → revision, for messages whose revision is not 1. */
  readonly revisions: Readonly<Record<string, number>>;
}

/** `schemas/schema-sets.json`, oldest first. Throws when the newest set leaves out a revision that there is, or names one that there is not. */
export function loadSchemaSets(
  folder: SchemaFolder,
  catalogue: Catalogue,
  writers: readonly WriterSchema[],
): readonly SchemaSet[] {
  const listed = jsonIn(folder, 'schema-sets.json') as readonly ListedSet[];
  const newest = listed.at(-1);
  if (newest === undefined) throw new Error('Reading schemas/schema-sets.json: there is no set.');
  for (const { message, revision } of writers) {
    if (revision > revisionIn(newest, message.slug)) {
      throw new Error(
        `Reading schemas/schema-sets.json: ${message.slug} has a revision ${revision} that no set names. Add a set with it at the end.`,
      );
    }
  }
  return listed.map((set) => schemaSet(set, catalogue, writers));
}

function schemaSet(set: ListedSet, catalogue: Catalogue, writers: readonly WriterSchema[]): SchemaSet {
  const known = writers.filter(
    ({ message, revision }) => revision <= revisionIn(set, message.slug) && !DECIDES_NOTHING.has(message.slug),
  );
  for (const [slug, revision] of Object.entries(set.revisions)) {
    if (!known.some((writer) => writer.message.slug === slug && writer.revision === revision)) {
      throw new Error(
        `Reading schemas/schema-sets.json: set ${set.id} names a revision ${revision} of ${slug} that there is not.`,
      );
    }
  }
  // Oldest first within a message: the last one stays.
  const revisions = new Map(known.map(({ message, revision }) => [message.code as string, revision]));
  const fieldsOf = new Map(
    known.map((writer) => [writer.message.code as string, new Set(writer.file.fields.map(({ name }) => name))]),
  );
  return {
    revisionOf: (code) => revisions.get(code) ?? 1,
    version: { id: set.id, hash: sha256(JSON.stringify(known.map((one) => [one.message.slug, one.avro]))) },
    catalogue: {
      ...catalogue,
      messages: catalogue.messages.map((message) => ({
        ...message,
        fields: message.fields.filter(({ name }) => fieldsOf.get(message.code)?.has(name) ?? false),
      })),
    },
  };
}

/**
 * Orders that came after the first set. They never stand in the case log, so nothing is decided by them; in the hash of a set, which the
 * activations of every log name, they would stop a router on the logs of earlier releases.
 */
const DECIDES_NOTHING: ReadonlySet<string> = new Set(['re-read-order']);

function revisionIn(set: ListedSet, slug: string): number {
  return set.revisions[slug] ?? 1;
}
