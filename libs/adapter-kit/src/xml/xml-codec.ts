import type { JsonSchema, Vocabulary, XmlLanguage } from '#lib/contracts';
import type { ContentError } from '../inbound/content-error.js';
import { branch, leaf, type XmlTree } from './xml-tree.js';

/** One value of the canonical contract as an element, and back. What can't be read is an error at its XPath and undefined. */
export interface XmlCodec {
  read(tree: XmlTree, at: string, errors: ContentError[]): unknown;
  write(name: string, value: unknown): XmlTree;
  /** The rest of a canonical pointer → XPath steps below this element; what is not known is left out. */
  locate(steps: readonly string[]): string;
}

const DEFINITIONS = '#/$defs/';

/** Codecs of one message, from its JSON Schema: the same order, the same words and the same lists as in the XSD that the generator writes. */
export function xmlCodec(schema: JsonSchema, vocabulary: Vocabulary, booleans: XmlLanguage['booleans']): XmlCodec {
  const definitions = schema.$defs ?? {};
  const made = new Map<string, XmlCodec>();
  const wordOf = (words: Readonly<Record<string, string>> | undefined, name: string): string => {
    const word = words?.[name];
    if (word === undefined) throw new Error(`Writing XML: the vocabulary has no word for ${name}.`);
    return word;
  };
  return objectCodec(schema);

  function codecOf(part: JsonSchema, list: string): XmlCodec {
    if (part.$ref !== undefined) return definitionCodec(part.$ref.slice(DEFINITIONS.length));
    if (part.enum !== undefined) return codeCodec(vocabulary.codes[list] ?? {});
    switch (part.type) {
      case 'object':
        return objectCodec(part);
      case 'array':
        return listCodec(part.items ?? {});
      case 'boolean':
        return codeCodec({ true: booleans.true, false: booleans.false }, (code) => code === 'true');
      case 'integer':
        return textCodec((text) => Number(text.trim()));
      default:
        return textCodec(
          part.format === 'date' || part.format === 'date-time' ? (text) => text.trim() : (text) => text,
        );
    }
  }

  function definitionCodec(name: string): XmlCodec {
    const known = made.get(name);
    if (known !== undefined) return known;
    const codec = codecOf(definitions[name] ?? {}, name);
    made.set(name, codec);
    return codec;
  }

  function objectCodec(part: JsonSchema): XmlCodec {
    const members = Object.entries(part.properties ?? {}).map(([field, property]) => ({
      field,
      word: wordOf(vocabulary.fields, field),
      codec: codecOf(property, field),
    }));
    const byWord = new Map(members.map((member) => [member.word, member]));
    const byField = new Map(members.map((member) => [member.field, member]));
    return {
      read(tree, at, errors) {
        const content: Record<string, unknown> = {};
        tree.children.forEach((child, n) => {
          const member = byWord.get(child.name);
          // The name is the sender's own text, so the place is told by number.
          if (member === undefined)
            errors.push(fault(`${at}/*[${n + 1}]`, 'unexpected-element', 'is not expected here'));
          else content[member.field] = member.codec.read(child, `${at}/${member.word}`, errors);
        });
        return content;
      },
      write(name, value) {
        const content = value as Readonly<Record<string, unknown>>;
        const unknown = Object.keys(content).filter((field) => !byField.has(field));
        if (unknown.length > 0) throw new Error('Writing XML: the message has a field that its contract lacks.');
        const written = members.flatMap(({ field, word, codec }) =>
          content[field] === undefined || content[field] === null ? [] : [codec.write(word, content[field])],
        );
        return branch(name, written);
      },
      locate([field = '', ...steps]) {
        const member = byField.get(field);
        return member === undefined ? '' : `/${member.word}${member.codec.locate(steps)}`;
      },
    };
  }

  function listCodec(items: JsonSchema): XmlCodec {
    const definition = (items.$ref ?? '').slice(DEFINITIONS.length);
    const codec = codecOf(items, definition);
    const type = wordOf(vocabulary.types, definition);
    const word = type.charAt(0).toLowerCase() + type.slice(1);
    return {
      read: (tree, at, errors) => tree.children.map((child, n) => codec.read(child, `${at}/${word}[${n + 1}]`, errors)),
      write: (name, value) =>
        branch(
          name,
          (value as readonly unknown[]).map((item) => codec.write(word, item)),
        ),
      locate: ([index, ...steps]) =>
        index !== undefined && /^\d+$/.test(index) ? `/${word}[${Number(index) + 1}]${codec.locate(steps)}` : '',
    };
  }
}

function codeCodec(
  words: Readonly<Record<string, string>>,
  canonical: (code: string) => unknown = (code) => code,
): XmlCodec {
  const codes = new Map(Object.entries(words).map(([code, word]) => [word, code]));
  return {
    read(tree, at, errors) {
      const code = codes.get(tree.text);
      if (code !== undefined) return canonical(code);
      errors.push(fault(at, 'enum', 'must be one of the codes of its list'));
      return undefined;
    },
    write(name, value) {
      const word = words[String(value)];
      if (word === undefined) throw new Error('Writing XML: a code has no word.');
      return leaf(name, word);
    },
    locate: () => '',
  };
}

function textCodec(canonical: (text: string) => unknown): XmlCodec {
  return {
    read: (tree) => canonical(tree.text),
    write: (name, value) => leaf(name, String(value)),
    locate: () => '',
  };
}

function fault(pointer: string, code: string, message: string): ContentError {
  return { pointer, code, message };
}
