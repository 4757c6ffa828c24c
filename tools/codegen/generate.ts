import { caseMessages, type CatalogueFile } from './model/case-messages.js';
import { codeLists, type CodeListsFile } from './model/code-lists.js';
import { COMMON_TYPES } from './model/common-types.js';
import { CONTROL_MESSAGES } from './model/control-messages.js';
import { HUB_RECORDS } from './model/hub-records.js';
import { HUB_TYPES } from './model/hub-types.js';
import type { MessageModel } from './model/shape.js';
import { avroMessage, avroType } from './write/avro-writer.js';
import { jsonSchema } from './write/json-schema-writer.js';
import { jsonText, kebab } from './write/names.js';
import type { JsonSchema } from '#lib/contracts';
import { typeScriptIndex, typeScriptRecord } from './write/typescript-writer.js';
import { xsd, type XmlAgency } from './xml/xsd-writer.js';

const TYPES = [...COMMON_TYPES, ...HUB_TYPES];
const GENERATED = 'libs/contracts/src/generated';

/** Path below the project root → text. Pure: the same catalogue gives the same bytes. */
export function generate(
  catalogue: CatalogueFile,
  codes: CodeListsFile,
  agencies: readonly XmlAgency[],
): ReadonlyMap<string, string> {
  const lists = codeLists(codes);
  const types = new Map(TYPES.map((type) => [type.name, type]));
  const messages = [...caseMessages(catalogue), ...CONTROL_MESSAGES, ...HUB_RECORDS];
  const files = new Map<string, string>();
  const doors = new Map<string, JsonSchema>();
  for (const type of TYPES) {
    files.set(`schemas/avro/types/${kebab(type.name)}.avsc`, jsonText(avroType(type)));
    files.set(`${GENERATED}/types/${kebab(type.name)}.ts`, typeScriptRecord(type, lists, './'));
  }
  for (const message of messages) {
    for (let revision = 1; revision <= latestRevision(message); revision++) {
      files.set(`schemas/avro/${message.slug}/v${revision}.avsc`, jsonText(avroMessage(message, revision)));
    }
    files.set(`${GENERATED}/${message.slug}.ts`, typeScriptRecord(message, lists, './types/'));
    if (message.door) {
      const path = `schemas/json/canonical/${message.slug}.v1.schema.json`;
      const schema = jsonSchema(message, types, lists) as JsonSchema;
      files.set(path, jsonText(schema));
      doors.set(message.code, schema);
    }
  }
  files.set(`${GENERATED}/content-by-code.ts`, typeScriptIndex(messages));
  for (const agency of agencies) {
    for (const direction of ['in', 'out'] as const) {
      const schemas = [...doors].flatMap(([code, schema]) => (agency[direction].includes(code) ? [schema] : []));
      files.set(
        `schemas/xml/${agency.language.folder}/${agency.language[direction].file}`,
        xsd(agency, direction, schemas),
      );
    }
  }
  return files;
}

function latestRevision(message: MessageModel): number {
  return Math.max(...message.fields.map((field) => field.since));
}
