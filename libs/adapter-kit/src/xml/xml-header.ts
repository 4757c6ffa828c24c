import type { DoorSchema, XmlContracts } from '#lib/contracts';
import { branch, leaf, type XmlTree } from './xml-tree.js';

/** Attributes that are lists: one element for each item, commas in CloudEvents. */
const LISTS: ReadonlySet<string> = new Set(['legalbasis', 'supersedes', 'onlyfor', 'withhold']);
/** Said by the format itself: every document is a CloudEvent 1.0 with a content of its own media type. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  specversion: ['1.0'],
  datacontenttype: ['application/json', 'application/xml'],
};

/** The header in the agency's own words ↔ the context attributes of CloudEvents. */
export class XmlHeader {
  private readonly byWord: ReadonlyMap<string, string>;
  private readonly purposes: ReadonlyMap<string, string>;

  constructor(private readonly contracts: XmlContracts) {
    const { language, vocabulary } = contracts;
    this.byWord = new Map(Object.entries(language.attributes).map(([attribute, word]) => [word, attribute]));
    this.purposes = new Map(Object.entries(vocabulary.purposes).map(([purpose, word]) => [word, purpose]));
  }

  /** `message` is the one that the document carries: its type, and whose fields `withhold` names. */
  read(header: XmlTree, message: DoorSchema): Readonly<Record<string, string>> {
    const attributes: Record<string, string> = { specversion: '1.0' };
    for (const { name, text } of header.children) {
      const attribute = this.byWord.get(name);
      if (attribute === undefined) continue;
      const value = this.valueOf(attribute, text, message);
      attributes[attribute] = attributes[attribute] === undefined ? value : `${attributes[attribute]},${value}`;
    }
    return attributes;
  }

  /** @throws for an attribute or a value that the header has no place for: nothing is left out without a word */
  write(attributes: Readonly<Record<string, unknown>>, message: DoorSchema): XmlTree {
    const { language } = this.contracts;
    for (const [name, value] of Object.entries(attributes)) {
      const implied = IMPLIED[name];
      const placed =
        implied === undefined ? language.attributes[name] !== undefined : implied.some((one) => one === value);
      if (!placed) throw new Error(`Writing XML: the header has no place for the attribute ${name}.`);
    }
    const elements = Object.entries(language.attributes).flatMap(([attribute, word]) => {
      const value = attributes[attribute];
      if (value === undefined || value === null) return [];
      if (typeof value !== 'string') throw new Error(`Writing XML: the attribute ${attribute} is no text.`);
      return this.textsOf(attribute, value, message).map((text) => leaf(word, text));
    });
    return branch(language.header, elements);
  }

  private valueOf(attribute: string, text: string, message: DoorSchema): string {
    switch (attribute) {
      case 'type':
        return message.type;
      case 'time':
        return text.trim();
      case 'purpose':
        return this.purposes.get(text) ?? '';
      case 'withhold':
        // A word that is no field of the message is passed on as it is, and refused there as an unknown field.
        return this.fieldsOf(message).find((field) => this.contracts.vocabulary.fields[field] === text) ?? text;
      default:
        return text;
    }
  }

  private textsOf(attribute: string, value: string, message: DoorSchema): readonly string[] {
    const { vocabulary } = this.contracts;
    const items = LISTS.has(attribute) ? value.split(',').map((item) => item.trim()) : [value];
    switch (attribute) {
      case 'type':
        return [vocabulary.messages[message.name] ?? ''];
      case 'purpose':
        return [vocabulary.purposes[value] ?? ''];
      case 'withhold':
        return items.map((field) => vocabulary.fields[field] ?? field);
      default:
        return items;
    }
  }

  private fieldsOf({ schema }: DoorSchema): readonly string[] {
    return Object.keys(schema.properties ?? {});
  }
}
