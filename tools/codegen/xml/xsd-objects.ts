import type { JsonSchema } from '#lib/contracts';
import { node, type XmlNode } from './xml-text.js';
import { documentation, simpleType, wordFor, type TypeContext } from './xsd-types.js';

/** Name of the type of `ja` and `nee`. */
export const BOOLEAN = 'JaNee';
const TRUE = 'Ja';
const DEFINITIONS = '#/$defs/';
/** Without these a delivery means nothing (decisions 14). */
const NEVER_ABSENT: ReadonlySet<string> = new Set(['vNumber', 'person']);

/** An object as a complex type: its members in order. `owner` is the message or definition that it is. */
export function complexType(
  context: TypeContext,
  schema: JsonSchema,
  owner: { readonly name: string; readonly message: boolean },
  name?: string,
): XmlNode {
  const members = Object.entries(schema.properties ?? {}).map(([field, property]) => {
    const required =
      owner.message && context.direction === 'out' ? NEVER_ABSENT.has(field) : (schema.required ?? []).includes(field);
    return member(context, owner.name, field, property, required);
  });
  return node('xs:complexType', { name }, ...documentation(schema), node('xs:sequence', {}, ...members));
}

function member(context: TypeContext, owner: string, field: string, property: JsonSchema, required: boolean): XmlNode {
  const name = wordFor(context.vocabulary.fields, field, 'the field');
  const given = { name, minOccurs: required ? undefined : '0' };
  const remark = documentation(property);
  if (property.$ref !== undefined)
    return node('xs:element', { ...given, type: typeName(context, property) }, ...remark);
  if (property.type === 'boolean') {
    return node('xs:element', { ...given, type: property.const === true ? TRUE : BOOLEAN }, ...remark);
  }
  const inner =
    property.type === 'array' ? listOf(context, property) : simpleType(context, bare(property), listName(owner, field));
  return node('xs:element', given, ...remark, inner);
}

/** A list has an element of its own, so that an empty one and none at all stay two things. */
function listOf(context: TypeContext, { items = {}, maxItems }: JsonSchema): XmlNode {
  if (items.$ref === undefined || maxItems === undefined)
    throw new Error('Writing an XSD: a list without type or end.');
  const type = typeName(context, items);
  const name = type.charAt(0).toLowerCase() + type.slice(1);
  const item = node('xs:element', { name, type, minOccurs: '0', maxOccurs: String(maxItems) });
  return node('xs:complexType', {}, node('xs:sequence', {}, item));
}

function typeName({ vocabulary }: TypeContext, { $ref = '' }: JsonSchema): string {
  return wordFor(vocabulary.types, $ref.slice(DEFINITIONS.length), 'the type');
}

/** Which codes may stand there. A place is masked by its kind, and only a place. */
function listName(owner: string, field: string): string {
  return owner === 'LocationRef' ? `${owner}.${field}` : field;
}

function bare({ description: _said, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** The types of yes and no, in the agency's own writing. */
export function booleanTypes(booleans: { readonly true: string; readonly false: string }): readonly XmlNode[] {
  const type = (name: string, ...values: readonly string[]): XmlNode =>
    node(
      'xs:simpleType',
      { name },
      node('xs:restriction', { base: 'xs:string' }, ...values.map((value) => node('xs:enumeration', { value }))),
    );
  return [type(BOOLEAN, booleans.true, booleans.false), type(TRUE, booleans.true)];
}
