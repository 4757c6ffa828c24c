import type { Catalogue, ControlCode, MessageCode } from '#lib/domain';
import { listMessages } from '../message/message-list.js';
import { jsonIn, readSchemaFolder } from '../schema-folder.js';
import type { JsonSchema } from '../validation/json-schema.js';

/** What a format must know of a message: its canonical JSON Schema, and the type by which CloudEvents name it. */
export interface DoorSchema {
  readonly code: MessageCode | ControlCode;
  /** `DeparturePlan`; also the schema's title. */
  readonly name: string;
  readonly type: string;
  readonly schema: JsonSchema;
}

const read = new Map<string, readonly DoorSchema[]>();

/** Every message that can come in or go out by a door, in catalogue order. Read once per project root: the files of a release do not change. */
export function doorSchemas(root: string): readonly DoorSchema[] {
  const known = read.get(root);
  if (known !== undefined) return known;
  const folder = readSchemaFolder(root);
  const schemas = listMessages(jsonIn(folder, 'catalogue.json') as Catalogue)
    .filter(({ kind }) => kind !== 'hub')
    .map(({ code, slug, type }): DoorSchema => {
      const schema = jsonIn(folder, `json/canonical/${slug}.v1.schema.json`) as JsonSchema;
      return { code: code as MessageCode | ControlCode, name: schema.title ?? '', type, schema };
    });
  read.set(root, schemas);
  return schemas;
}
