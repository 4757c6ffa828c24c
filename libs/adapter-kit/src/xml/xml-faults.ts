import { XmlElement, type ErrorDetail, type XmlDocument } from 'libxml2-wasm';
import type { ContentError } from '../inbound/content-error.js';

/** As many as an answer names. */
const MOST = 100;

/** What libxml2 says → what the sender is told. Its own messages quote values and must not leave the hub. */
const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/Missing child element/, 'required', 'lacks an element that must be there'],
  [/This element is not expected/, 'unexpected-element', 'is not expected here'],
  [/No matching global (element )?declaration/, 'unknown-document', 'is no document of this schema'],
  [/\[facet 'enumeration'\]/, 'enum', 'must be one of the codes of its list'],
  [/\[facet '(maxLength|length)'\]/, 'maxLength', 'is too long'],
  [/\[facet 'minLength'\]/, 'minLength', 'is too short'],
  [/\[facet '(min|max)(In|Ex)clusive'\]/, 'range', 'is outside its range'],
  [/\[facet 'pattern'\]|is not a valid value/, 'pattern', 'has the wrong form'],
  [/attribute/i, 'unexpected-attribute', 'has an attribute that is not allowed'],
  [/Character content|text|character/i, 'unexpected-text', 'has text where none may be'],
];

/** The faults of an XSD in the sender's own document: XPath, line and kind, each once, never a value and never a name that is not in the schema. */
export function xmlFaults(
  document: XmlDocument,
  details: readonly ErrorDetail[],
  known: ReadonlySet<string>,
): readonly ContentError[] {
  const found = new Map<string, ContentError>();
  for (const { message, line, xpath } of details.slice(0, 2 * MOST)) {
    const [, code, sentence] = KINDS.find(([form]) => form.test(message)) ?? ['', 'xsd', 'does not fit the schema'];
    const pointer = xpath === undefined ? '' : placeOf(document, xpath, known);
    const missing = code === 'required' ? expected(message, known) : '';
    const error = { pointer, code, message: `${sentence}${missing}${line > 0 ? ` (line ${line})` : ''}` };
    // Two facets may fail of one value; what it must be is said once.
    if (!found.has(`${pointer} ${code}`)) found.set(`${pointer} ${code}`, error);
  }
  return [...found.values()].slice(0, MOST);
}

/** Names of the schema that libxml2 would have liked to see there. */
function expected(message: string, known: ReadonlySet<string>): string {
  const listed = /Expected is (?:one of )?\((.*)\)/s.exec(message)?.[1] ?? '';
  const names = [...listed.matchAll(/\{[^}]*\}([A-Za-z0-9]+)/g)].flatMap(([, name]) =>
    known.has(name!) ? [name!] : [],
  );
  return names.length === 0 ? '' : `: ${names.join(' or ')}`;
}

/** A list has no more items, so that no fault lies further; the rest of a hostile document is not looked at. */
const FURTHEST = 1000;

/**
 * libxml2 names an element of a default namespace by its number alone (`/*\/*[2]`) and any other by prefix and number: the same place in words.
 * Followed step by step and not as an XPath, because its prefixes are the sender's own text.
 */
function placeOf(document: XmlDocument, xpath: string, known: ReadonlySet<string>): string {
  const [, , ...steps] = xpath.split('/');
  let element = document.root;
  let place = `/${nameOf(element, known)}`;
  for (const step of steps) {
    const [, name = '', number = '1'] = /^([^@[\]()]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const child = name === '' ? null : childOf(element, name, Number(number));
    if (child === null) return place;
    element = child.element;
    const word = nameOf(element, known);
    place += `/${word}${word === '*' ? `[${child.place}]` : isRepeated(element) ? `[${number}]` : ''}`;
  }
  return place;
}

function nameOf(element: XmlElement, known: ReadonlySet<string>): string {
  return known.has(element.name) ? element.name : '*';
}

/** The nth child of a name (`*` = of any), and which child it is of all. */
function childOf(parent: XmlElement, name: string, number: number): { element: XmlElement; place: number } | null {
  let [place, seen] = [0, 0];
  for (let node = parent.firstChild; node !== null && place < FURTHEST; node = node.next) {
    if (!(node instanceof XmlElement)) continue;
    place += 1;
    if (name === '*' || name === qualified(node)) seen += 1;
    if (seen === number) return { element: node, place };
  }
  return null;
}

function qualified({ prefix, name }: XmlElement): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}

/** Only items of a list stand beside their like. */
function isRepeated(element: XmlElement): boolean {
  return [beside(element, 'prev'), beside(element, 'next')].some((other) => other?.name === element.name);
}

function beside(element: XmlElement, way: 'prev' | 'next'): XmlElement | null {
  let one = element[way];
  while (one !== null && !(one instanceof XmlElement)) one = one[way];
  return one;
}
