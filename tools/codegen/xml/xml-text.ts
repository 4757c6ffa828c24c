/** An element of a generated document; its text is indented by two spaces. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

export function node(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (XmlNode | string)[]
): XmlNode {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { name, attributes: Object.fromEntries(given), children };
}

/** A whole document, the same bytes on every machine. */
export function xmlText(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '')}`;
}

function lines({ name, attributes, children }: XmlNode, indent: string): string {
  const start = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}`;
  if (children.length === 0) return `${start}/>\n`;
  if (children.every((child) => typeof child === 'string')) {
    return `${start}>${children.map(escaped).join('')}</${name}>\n`;
  }
  const inner = children.map((child) => (typeof child === 'string' ? '' : lines(child, `${indent}  `))).join('');
  return `${start}>\n${inner}${indent}</${name}>\n`;
}

/** Everything that is not visible ASCII as a character reference: an editor must not change what a pattern means. */
function escaped(text: string): string {
  return text.replace(/[&<>"]|[^\x20-\x7e]/gu, (character) => `&#x${character.codePointAt(0)!.toString(16)};`);
}
