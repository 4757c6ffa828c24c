import { XmlCData, XmlComment, XmlElement, XmlText, type XmlDocument } from 'libxml2-wasm';
import type { XmlTree } from './xml-tree.js';

/** Deeper than any message; libxml2 stops at 256 by itself. */
const DEEPEST = 32;

/**
 * A document as plain values, so that nothing points into libxml2's memory. null when it holds what no schema of ours has but the validator lets
 * pass: attributes of XML Schema itself (`xsi:type` changes what a value is checked against), processing instructions, entity references.
 */
export function readTree(document: XmlDocument): XmlTree | null {
  return elementOf(document.root, 0);
}

function elementOf(element: XmlElement, depth: number): XmlTree | null {
  if (depth > DEEPEST || element.attrs.length > 0) return null;
  const children: XmlTree[] = [];
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) {
      const child = elementOf(node, depth + 1);
      if (child === null) return null;
      children.push(child);
    } else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
    else if (!(node instanceof XmlComment)) return null;
  }
  return { name: element.name, text: children.length > 0 ? '' : text, children };
}
