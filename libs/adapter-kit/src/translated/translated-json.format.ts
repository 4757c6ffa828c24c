import { doorSchemas } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import type { AgencyFormat, CodeList } from '../definition/agency-format.js';
import type { Json } from '../description/json-document.js';
import type { ContentError } from '../inbound/content-error.js';
import { readBody } from '../inbound/read-body.js';
import { compileShape } from './compile-shape.js';
import { describeShape } from './describe-shape.js';
import type { Dialect } from './dialect.js';
import { envelopeShape } from './envelope-shape.js';
import { fieldNames } from './field-names.js';
import { locateInShape } from './locate-in-shape.js';
import { readShape } from './read-shape.js';
import { plain } from './scalars.js';
import type { ObjectShape } from './shape.js';
import { writeShape } from './write-shape.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * An agency's own JSON, made from a dialect: the canonical contracts with every name, code and form in the agency's words, in its own frame. What
 * goes through it loses nothing, and no canonical name or code passes untranslated.
 *
 * @throws with every fault of the dialect: a name or code without a word, two in one place, an attribute without a place
 */
export function translatedJson(dialect: Dialect, root: string = projectRoot()): AgencyFormat {
  const faults = new Set<string>();
  const schemas = doorSchemas(root).filter(({ code }) => dialect.speaks.includes(code));
  const used = new Set(['codes of urgency']);
  const shapes = new Map<string, ObjectShape>(
    schemas.map(({ code, schema }) => [code, compileShape(dialect, schema, faults, used)]),
  );
  for (const name of dialect.own)
    if (!used.has(name)) faults.add(`there is a word for ${name}, which is in no message`);
  const messages = new Map<string, string>();
  for (const { name, type } of schemas) {
    const word = dialect.words.messages[name];
    if (word === undefined) faults.add(`no word for the message ${name}`);
    else if ([...messages.values()].includes(word)) faults.add(`two messages are named ${word}`);
    else messages.set(type, word);
  }
  const known = { messages, fields: fieldNames([...shapes.values()], faults) };
  const envelope = envelopeShape(dialect, known, plain, faults);
  if (faults.size > 0) throw new Error(`Reading the vocabulary of ${dialect.name}: ${[...faults].join('; ')}.`);
  const { data: dataAt, fixed } = dialect.envelope;
  const dataPointer = `/${dataAt}`;
  const whole = (code: string | null): ObjectShape => {
    const content = code === null ? undefined : shapes.get(code);
    return content === undefined ? envelope : envelopeShape(dialect, known, content, faults);
  };

  return {
    name: dialect.name,
    language: dialect.language,
    mediaTypes: [dialect.mediaType],
    parse: (body) => {
      const read = readBody(body);
      if (!read.ok) return { ok: false, errors: [read.error] };
      if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
        return { ok: false, errors: [{ pointer: '', code: 'not-a-message', message: 'must be one JSON object' }] };
      }
      const errors: ContentError[] = [];
      const { data, ...attributes } = readShape(envelope, read.value, '', errors) as Members;
      return { ok: true, document: { attributes: { ...fixed, ...attributes }, data }, errors };
    },
    compose: (_code, { attributes, data }) => {
      const event: Record<string, unknown> = { ...attributes, data };
      for (const [name, value] of Object.entries(fixed)) {
        if (event[name] !== undefined && event[name] !== value)
          throw new Error(`Writing ${name}: not the fixed value.`);
        delete event[name];
      }
      return { ok: true, body: Buffer.from(JSON.stringify(writeShape(envelope, event)), 'utf8') };
    },
    mapperFor: (code) => {
      const shape = shapes.get(code);
      if (shape === undefined) return null;
      return {
        fromAgency: (data) => {
          const errors: ContentError[] = [];
          const value = readShape(shape, data, dataPointer, errors);
          return errors.length === 0 ? { ok: true, value } : { ok: false, errors, value };
        },
        toAgency: (content) => writeShape(shape, content),
      };
    },
    locate: (code, pointer) => {
      const places = locateInShape(whole(code), pointer.split('/').slice(1));
      return places.map((place) => `/${place}`).join('');
    },
    describe: (code, _direction, canonicalSchema) => {
      const { $defs = {}, ...schema } = canonicalSchema as Json & { readonly $defs?: Readonly<Record<string, Json>> };
      const used: Record<string, Json> = {};
      const typeName = (name: string): string => dialect.words.types[name] ?? name;
      const naming = { typeName, definitions: $defs, used };
      const described = describeShape(whole(code), withoutFixed(schema, fixed), naming, dialect.language === 'en');
      return { ...described, title: titleOf(dialect, code, schema), $defs: used };
    },
    codeLists: listsOf(dialect, messages),
  };

  function titleOf({ words, language }: Dialect, code: MessageCode | ControlCode, schema: Json): string {
    const name = schemas.find((one) => one.code === code)?.name ?? '';
    return `${code} ${words.messages[name] ?? ''}${language === 'nl' && typeof schema.description === 'string' ? ` (${schema.description})` : ''}`;
  }
}

function withoutFixed(schema: Json, fixed: Members): Json {
  const properties = Object.entries((schema.properties ?? {}) as Json).filter(([name]) => !Object.hasOwn(fixed, name));
  const required = ((schema.required ?? []) as readonly string[]).filter((name) => !Object.hasOwn(fixed, name));
  return { ...schema, properties: Object.fromEntries(properties), required };
}

/** As the kit wants them: the agency's word → the canonical code. Those of the envelope too: purposes, and messages by their CloudEvents types. */
function listsOf({ words }: Dialect, messages: ReadonlyMap<string, string>): Readonly<Record<string, CodeList>> {
  const lists = { ...words.codes, purpose: words.purposes, message: Object.fromEntries(messages) };
  return Object.fromEntries(
    Object.entries(lists).map(([list, codes]) => [
      list,
      new Map(Object.entries(codes).map(([code, word]) => [word, code])),
    ]),
  );
}
