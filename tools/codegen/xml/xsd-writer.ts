import type { JsonSchema, Vocabulary, XmlLanguage } from '#lib/contracts';
import { headerType } from './xsd-header.js';
import { booleanTypes, complexType } from './xsd-objects.js';
import { simpleType, wordFor, type TypeContext } from './xsd-types.js';
import { node, xmlText, type XmlNode } from './xml-text.js';

export interface XmlAgency {
  readonly language: XmlLanguage;
  readonly vocabulary: Vocabulary;
  /** Codes of what it may send, control messages among them, and of what it may receive. */
  readonly in: readonly string[];
  readonly out: readonly string[];
}

const HEADER = 'Berichtkop';
const CONTENT = 'Berichtinhoud';

/** The published XSD of one direction: one root, a header, and one of the messages. Every length, count and code list is bounded. */
export function xsd(
  { language, vocabulary }: XmlAgency,
  direction: 'in' | 'out',
  schemas: readonly JsonSchema[],
): string {
  const context: TypeContext = { vocabulary, direction };
  const { namespace } = language[direction];
  const word = ({ title = '' }: JsonSchema): string => wordFor(vocabulary.messages, title, 'the message');
  const definitions = new Map(schemas.flatMap(({ $defs = {} }) => Object.entries($defs)));
  const types = [...definitions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) => {
      const type = wordFor(vocabulary.types, name, 'the type');
      return schema.type === 'object'
        ? complexType(context, schema, { name, message: false }, type)
        : simpleType(context, schema, name, type);
    });
  const choices = schemas.map((schema) =>
    node(
      'xs:element',
      { name: word(schema) },
      complexType(context, schema, { name: schema.title ?? '', message: true }),
    ),
  );
  return xmlText(
    node(
      'xs:schema',
      {
        'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
        xmlns: namespace,
        targetNamespace: namespace,
        elementFormDefault: 'qualified',
        version: language.folder.split('/').at(-1),
      },
      root(language),
      headerType(language, vocabulary, direction, schemas.map(word), HEADER),
      node('xs:complexType', { name: CONTENT }, node('xs:choice', {}, ...choices)),
      ...booleanTypes(language.booleans),
      ...types,
    ),
  );
}

function root(language: XmlLanguage): XmlNode {
  const parts = [
    node('xs:element', { name: language.header, type: HEADER }),
    node('xs:element', { name: language.content, type: CONTENT }),
  ];
  return node('xs:element', { name: language.root }, node('xs:complexType', {}, node('xs:sequence', {}, ...parts)));
}
