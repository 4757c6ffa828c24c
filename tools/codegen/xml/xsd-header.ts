import type { Vocabulary, XmlLanguage } from '#lib/contracts';
import { node, type XmlNode } from './xml-text.js';
import { wordFor } from './xsd-types.js';

interface HeaderElement {
  readonly pattern: string;
  /** In which directions it must, or may, be there. */
  readonly in: 'must' | 'may' | 'never';
  readonly out: 'must' | 'may' | 'never';
  /** A list of CloudEvents, separated by commas there, is the element repeated here. */
  readonly times?: number;
}

const TOKEN = '[A-Za-z0-9][A-Za-z0-9._:/\\-]{0,63}';
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const MOMENT = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+\\-][0-9]{2}:[0-9]{2})';

/** Form of each attribute; what the door checks besides is said of it in the answer. */
const ELEMENTS: Readonly<Record<string, HeaderElement>> = {
  id: { pattern: TOKEN, in: 'must', out: 'must' },
  source: { pattern: 'urn:nld:oin:[0-9]{20}:systeem:[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}', in: 'must', out: 'must' },
  time: { pattern: MOMENT, in: 'must', out: 'must' },
  dataschema: { pattern: 'urn:schakel:schema:[0-9]{1,10}', in: 'never', out: 'must' },
  legalbasis: { pattern: '[A-Za-z0-9][A-Za-z0-9 .:_\\-]{0,63}', in: 'may', out: 'may', times: 20 },
  urgency: { pattern: 'U[0-4]', in: 'may', out: 'may' },
  subject: { pattern: '[!-~]{1,128}', in: 'never', out: 'must' },
  caseref: { pattern: '[A-Za-z0-9][A-Za-z0-9._/\\-]{0,31}', in: 'may', out: 'may' },
  correlationid: { pattern: TOKEN, in: 'may', out: 'never' },
  causationid: { pattern: TOKEN, in: 'may', out: 'never' },
  sequence: { pattern: '[A-Za-z0-9]{1,32}', in: 'may', out: 'never' },
  consentref: { pattern: TOKEN, in: 'may', out: 'never' },
  supersedes: { pattern: UUID, in: 'may', out: 'never', times: 100 },
  wpgarticle: { pattern: '[A-Za-z0-9][A-Za-z0-9 .:\\-]{0,31}', in: 'may', out: 'never' },
  onlyfor: { pattern: '[A-Z][A-Z0-9:]{1,15}', in: 'may', out: 'never', times: 30 },
  withhold: { pattern: '[A-Za-z][A-Za-z0-9]{0,39}', in: 'may', out: 'never', times: 60 },
  traceparent: { pattern: '00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}', in: 'may', out: 'may' },
};

/** The header: what CloudEvents calls context attributes, under the agency's own names and in its order. */
export function headerType(
  language: XmlLanguage,
  vocabulary: Vocabulary,
  direction: 'in' | 'out',
  messages: readonly string[],
  name: string,
): XmlNode {
  const elements = Object.entries(language.attributes).flatMap(([attribute, word]) => {
    const documented = `CloudEvents attribute ${attribute}`;
    if (attribute === 'type') return [element(word, documented, { minOccurs: undefined }, choice(messages))];
    if (attribute === 'purpose') {
      return [element(word, documented, { minOccurs: '0' }, choice(Object.values(vocabulary.purposes)))];
    }
    const form = ELEMENTS[attribute];
    if (form === undefined) throw new Error(`Writing an XSD: no attribute ${attribute} is known.`);
    if (form[direction] === 'never') return [];
    const occurs = {
      minOccurs: form[direction] === 'must' ? undefined : '0',
      maxOccurs: form.times === undefined ? undefined : String(form.times),
    };
    return [element(word, documented, occurs, restricted(attribute === 'time' ? 'xs:dateTime' : 'xs:string', form))];
  });
  for (const attribute of [...Object.keys(ELEMENTS), 'type', 'purpose'])
    wordFor(language.attributes, attribute, 'the attribute');
  return node('xs:complexType', { name }, node('xs:sequence', {}, ...elements));
}

function element(
  name: string,
  documented: string,
  occurs: Readonly<Record<string, string | undefined>>,
  type: XmlNode,
): XmlNode {
  const remark = node('xs:annotation', {}, node('xs:documentation', { 'xml:lang': 'en' }, documented));
  return node('xs:element', { name, ...occurs }, remark, type);
}

function restricted(base: string, { pattern }: HeaderElement): XmlNode {
  return node('xs:simpleType', {}, node('xs:restriction', { base }, node('xs:pattern', { value: pattern })));
}

function choice(values: readonly string[]): XmlNode {
  return node(
    'xs:simpleType',
    {},
    node('xs:restriction', { base: 'xs:string' }, ...values.map((value) => node('xs:enumeration', { value }))),
  );
}
