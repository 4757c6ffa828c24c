import { loadXmlContracts, type DoorSchema, type XmlContracts } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import type { AgencyDocument, Composed, Parsed } from '../definition/agency-document.js';
import type { AgencyFormat, CodeList, Direction, MessageMapper } from '../definition/agency-format.js';
import type { ContentError } from '../inbound/content-error.js';
import { prologFault } from './prolog-fault.js';
import { readTree } from './read-tree.js';
import { writeTree } from './write-tree.js';
import { xmlCodec, type XmlCodec } from './xml-codec.js';
import { xmlFaults } from './xml-faults.js';
import { XmlHeader } from './xml-header.js';
import { XmlSides } from './xml-sides.js';
import { branch, type XmlTree } from './xml-tree.js';
import { parseXml } from './xsd-schema.js';

interface Loaded extends XmlContracts {
  readonly sides: XmlSides;
  readonly header: XmlHeader;
  readonly messages: ReadonlyMap<
    string,
    { readonly door: DoorSchema; readonly word: string; readonly codec: XmlCodec }
  >;
  /** Every word that a place may be named by. */
  readonly words: ReadonlySet<string>;
}

/**
 * XML with a published XSD in each direction (`schemas/xml`), written by the generator from the contracts and `apps/<app>/vocabulary/xml.json`.
 * What comes in is checked against it before anything is read, what goes out before anything is sent.
 *
 * @param name as the manifest names it
 * @param app folder of the adapter
 */
export function xmlFormat(name: string, app: string, root: string = projectRoot()): AgencyFormat {
  let loaded: Loaded | null = null;
  const own = (): Loaded => (loaded ??= load(root, app));
  return {
    name,
    language: 'nl',
    mediaTypes: ['application/xml'],
    parse: (body, direction) => parse(own(), body, direction),
    compose: (code, document) => compose(own(), code, document),
    mapperFor: (code) => mapperOf(own(), code),
    locate: (code, pointer) => locate(own(), code, pointer),
    describe: () => null,
    publishedFiles: () => own().sides.files(),
    get codeLists() {
      return codeListsOf(own());
    },
  };
}

function load(root: string, app: string): Loaded {
  const contracts = loadXmlContracts(root, app);
  const { language, vocabulary, schemas } = contracts;
  const messages = schemas.map((door) => ({
    door,
    word: vocabulary.messages[door.name] ?? '',
    codec: xmlCodec(door.schema, vocabulary, language.booleans),
  }));
  const items = Object.values(vocabulary.types).map((type) => type.charAt(0).toLowerCase() + type.slice(1));
  const { root: rootWord, header, content, attributes } = language;
  return {
    ...contracts,
    sides: new XmlSides(root, language),
    header: new XmlHeader(contracts),
    messages: new Map(messages.map((message) => [message.door.code, message])),
    words: new Set([
      ...Object.values(vocabulary.fields),
      ...Object.values(vocabulary.messages),
      ...items,
      ...Object.values(attributes),
      ...[rootWord, header, content],
    ]),
  };
}

function parse(own: Loaded, body: Buffer, direction: Direction | undefined): Parsed {
  const early = prologFault(body);
  if (early !== null) return refused(early);
  const parsed = parseXml(body);
  if (!parsed.ok) {
    const line = parsed.details[0]?.line ?? 1;
    return refused({ pointer: '', code: 'not-xml', message: `The document is not well-formed (line ${line}).` });
  }
  try {
    const { document } = parsed;
    const given = document.root.namespaceUri;
    const side = direction ?? (given === own.sides.namespace('out') ? 'out' : 'in');
    const details = own.sides.schema(side).faultsOf(document);
    if (details.length > 0) return { ok: false, errors: xmlFaults(document, details, own.words) };
    const tree = readTree(document);
    if (tree === null) return refused({ pointer: '', code: 'not-plain', message: NOT_PLAIN });
    return documentOf(own, tree);
  } finally {
    parsed.document.dispose();
  }
}

/** The tree fits its XSD: root, header, content with one message. */
function documentOf(own: Loaded, tree: XmlTree): Parsed {
  const [header, content] = tree.children;
  const data = content?.children[0];
  const message = [...own.messages.values()].find(({ word }) => word === data?.name);
  if (header === undefined || data === undefined || message === undefined) {
    return refused({ pointer: '', code: 'unknown-document', message: 'The document has no message.' });
  }
  const { attributes: words } = own.language;
  const kind = header.children.find(({ name }) => name === words.type)?.text;
  if (kind !== message.word) {
    const place = locate(own, null, '/type');
    return refused({
      pointer: place,
      code: 'kind-mismatch',
      message: 'names another message than the one that follows',
    });
  }
  return { ok: true, document: { attributes: own.header.read(header, message.door), data }, errors: [] };
}

function compose(own: Loaded, code: MessageCode | ControlCode, { attributes, data }: AgencyDocument): Composed {
  const message = own.messages.get(code);
  if (message === undefined) return failed('not-spoken');
  const { language, sides, header } = own;
  const content = branch(language.content, [data as XmlTree]);
  // Only the hub names the schema and the case of a delivery; an agency's own document has no place for either.
  const side = attributes.dataschema !== undefined && attributes.subject !== undefined ? 'out' : 'in';
  const tree = branch(language.root, [header.write(attributes, message.door), content]);
  const document = writeTree(tree, sides.namespace(side));
  try {
    const details = sides.schema(side).faultsOf(document);
    if (details.length > 0) return { ok: false, errors: xmlFaults(document, details, own.words) };
    return { ok: true, body: Buffer.from(document.toString({ format: false }), 'utf8') };
  } finally {
    document.dispose();
  }
}

function mapperOf(own: Loaded, code: MessageCode | ControlCode): MessageMapper | null {
  const message = own.messages.get(code);
  if (message === undefined) return null;
  const { word, codec } = message;
  const at = locate(own, code, '/data');
  return {
    fromAgency(data) {
      const errors: ContentError[] = [];
      const value = codec.read(data as XmlTree, at, errors);
      return errors.length > 0 ? { ok: false, errors, value } : { ok: true, value };
    },
    toAgency: (content) => codec.write(word, content),
  };
}

function locate(own: Loaded, code: MessageCode | ControlCode | null, pointer: string): string {
  const { root, header, content, attributes } = own.language;
  const [first, ...steps] = pointer.split('/').slice(1);
  if (first === undefined) return `/${root}`;
  if (first !== 'data') {
    const word = attributes[first];
    return word === undefined ? `/${root}/${header}` : `/${root}/${header}/${word}`;
  }
  const message = code === null ? undefined : own.messages.get(code);
  return message === undefined
    ? `/${root}/${content}`
    : `/${root}/${content}/${message.word}${message.codec.locate(steps)}`;
}

function codeListsOf(own: Loaded): Readonly<Record<string, CodeList>> {
  return Object.fromEntries(
    Object.entries({ ...own.vocabulary.codes, purpose: own.vocabulary.purposes }).map(([list, words]) => [
      list,
      new Map(Object.entries(words).map(([code, word]) => [word, code])),
    ]),
  );
}

const NOT_PLAIN = 'The document has an attribute or an instruction; this format has elements and text only.';

function refused(error: ContentError): Parsed {
  return { ok: false, errors: [error] };
}

function failed(code: string): Composed {
  return { ok: false, errors: [{ pointer: '', code, message: 'The message could not be written.' }] };
}
