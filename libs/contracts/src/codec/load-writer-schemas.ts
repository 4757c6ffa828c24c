import type { RecordSchema } from '../avro/avro-schema.js';
import { inlineTypes } from '../avro/inline-types.js';
import { lintSchema } from '../avro/lint-schema.js';
import { fullName, type NamedSchema, type NamedTypes } from '../avro/named-types.js';
import { schemaIdOf } from '../avro/schema-id.js';
import type { ListedMessage } from '../message/message-list.js';
import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import { compileCodec, type Codec } from './codec.js';
import type { WriterSchema } from './writer-schema.js';

const TYPE_FILE = /^avro\/types\/[a-z0-9-]+\.avsc$/;

/** Named types below `schemas/avro/types`, by full name. */
export function loadNamedTypes(folder: SchemaFolder): NamedTypes {
  const types = new Map<string, NamedSchema>();
  for (const path of folder.keys()) {
    if (!TYPE_FILE.test(path)) continue;
    const schema = jsonIn(folder, path) as NamedSchema;
    types.set(fullName(schema.name, schema.namespace), schema);
  }
  return types;
}

/** All revisions of all messages, oldest first within a message. Throws when one is missing, unsafe, or two have the same id. */
export function loadWriterSchemas(
  folder: SchemaFolder,
  messages: readonly ListedMessage[],
  types: NamedTypes,
): readonly WriterSchema[] {
  const schemas = messages.flatMap((message) => revisionsOf(folder, message, types));
  const byId = new Map<number, WriterSchema>();
  for (const schema of schemas) {
    const other = byId.get(schema.schemaId);
    if (other !== undefined) {
      throw new Error(`Reading Avro schemas: ${nameOf(schema)} and ${nameOf(other)} have the same id.`);
    }
    byId.set(schema.schemaId, schema);
  }
  return schemas;
}

function revisionsOf(folder: SchemaFolder, message: ListedMessage, types: NamedTypes): readonly WriterSchema[] {
  const found: WriterSchema[] = [];
  for (let revision = 1; revision === 1 || folder.has(pathOf(message, revision)); revision++) {
    const file = jsonIn(folder, pathOf(message, revision)) as RecordSchema;
    const avro = inlineTypes(file, types);
    const faults = lintSchema(avro);
    if (faults.length > 0) {
      throw new Error(`Reading Avro schemas: schemas/${pathOf(message, revision)} is not safe: ${faults.join('; ')}.`);
    }
    const schemaId = schemaIdOf(avro);
    found.push({ message, revision, schemaId, file, avro, codec: lazyCodec(avro, schemaId) });
  }
  return found;
}

/** avsc takes milliseconds to compile a schema, and a process uses few of them. */
function lazyCodec(avro: RecordSchema, schemaId: number): Codec {
  let codec: Codec | null = null;
  const compiled = (): Codec => (codec ??= compileCodec(avro, schemaId));
  return {
    encode: (content) => compiled().encode(content),
    decode: (value) => compiled().decode(value),
    index: (value) => compiled().index(value),
    view: (value, offsets) => compiled().view(value, offsets),
  };
}

function pathOf(message: ListedMessage, revision: number): string {
  return `avro/${message.slug}/v${revision}.avsc`;
}

function nameOf(schema: WriterSchema): string {
  return `${schema.message.slug} v${schema.revision}`;
}
