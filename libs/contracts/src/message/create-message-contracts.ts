import { isNullable } from '../avro/avro-schema.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import type { JsonSchema } from '../validation/json-schema.js';
import type { MessageContract } from './message-contract.js';

/** One contract per message, from its latest revision. */
export function createMessageContracts(
  folder: SchemaFolder,
  writers: readonly WriterSchema[],
): readonly MessageContract[] {
  const latest = new Map(writers.map((writer) => [writer.message.code, writer]));
  return [...latest.values()].map(({ message, schemaId, revision, avro }) => ({
    code: message.code,
    kind: message.kind,
    definition: message.definition,
    name: avro.name,
    type: message.type,
    slug: message.slug,
    schemaId,
    revision,
    avro,
    jsonSchema:
      message.kind === 'hub' ? null : (jsonIn(folder, `json/canonical/${message.slug}.v1.schema.json`) as JsonSchema),
    fields: avro.fields.map((field) => ({
      name: field.name,
      class: field.class ?? null,
      flags: field.flags ?? [],
      required: !isNullable(field.type),
    })),
  }));
}
