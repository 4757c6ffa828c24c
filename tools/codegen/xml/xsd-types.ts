import type { JsonSchema, Vocabulary, Words } from '#lib/contracts';
import { node, type XmlNode } from './xml-text.js';
import { xsdPattern } from './xsd-pattern.js';

const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
/** Formats of the JSON Schemas. A moment always has an offset, which `xs:dateTime` alone would not ask for. */
const FORMATS: Readonly<Record<string, { readonly base: string; readonly pattern: string }>> = {
  date: { base: 'xs:date', pattern: DATE },
  'date-time': {
    base: 'xs:dateTime',
    pattern: `${DATE}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+\\-][0-9]{2}:[0-9]{2})`,
  },
  'partial-date': { base: 'xs:string', pattern: DATE },
  bsn: { base: 'xs:string', pattern: '[0-9]{9}' },
};

/** What a mask may write where the sender could not: towards recipients only. */
const MASKS: Readonly<Record<string, string>> = {
  reasonCode: 'OVERIG',
  legalGroundCode: 'OVERIG',
  locationType: 'ELDERS',
  'LocationRef.kind': 'ELDERS',
};

export interface TypeContext {
  readonly vocabulary: Vocabulary;
  readonly direction: 'in' | 'out';
}

/** A scalar or a list of codes as a simple type; `name` is left out where it stands within an element. */
export function simpleType(context: TypeContext, schema: JsonSchema, list: string, name?: string): XmlNode {
  return node('xs:simpleType', { name }, ...documentation(schema), restriction(context, schema, list));
}

function restriction({ vocabulary, direction }: TypeContext, schema: JsonSchema, list: string): XmlNode {
  if (schema.enum !== undefined) {
    const mask = direction === 'out' ? MASKS[list] : undefined;
    const field = list.split('.').at(-1) ?? list;
    const codes = [...schema.enum, ...(mask === undefined || schema.enum.includes(mask) ? [] : [mask])];
    const values = codes.map((code) => wordFor(vocabulary.codes[field], code, `a code of ${field}`));
    return node('xs:restriction', { base: 'xs:string' }, ...values.map((value) => node('xs:enumeration', { value })));
  }
  if (schema.type === 'integer') {
    return node(
      'xs:restriction',
      { base: 'xs:integer' },
      node('xs:pattern', { value: '-?[0-9]{1,10}' }),
      ...facet('minInclusive', schema.minimum),
      ...facet('maxInclusive', schema.maximum),
    );
  }
  const { base, pattern } = formOf(schema);
  return node(
    'xs:restriction',
    { base },
    // Dates and moments have no length in XML Schema; the pattern bounds them.
    ...(base === 'xs:string' ? [...facet('minLength', schema.minLength), ...facet('maxLength', schema.maxLength)] : []),
    node('xs:pattern', { value: pattern }),
  );
}

function formOf(schema: JsonSchema): { readonly base: string; readonly pattern: string } {
  const format = schema.format === undefined ? undefined : FORMATS[schema.format];
  if (format !== undefined) return format;
  if (schema.type !== 'string' || schema.pattern === undefined) {
    throw new Error('Writing an XSD: a text without pattern or known format.');
  }
  return { base: 'xs:string', pattern: xsdPattern(schema.pattern) };
}

function facet(name: string, value: number | undefined): readonly XmlNode[] {
  return value === undefined ? [] : [node(`xs:${name}`, { value: String(value) })];
}

export function documentation({ description }: JsonSchema): readonly XmlNode[] {
  return description === undefined
    ? []
    : [node('xs:annotation', {}, node('xs:documentation', { 'xml:lang': 'en' }, description))];
}

/** @throws when the vocabulary lacks it: an XSD with half its words would be another contract */
export function wordFor(words: Words | undefined, name: string, what: string): string {
  const word = words?.[name];
  if (word === undefined) throw new Error(`Writing an XSD: the vocabulary has no word for ${what}, ${name}.`);
  return word;
}
