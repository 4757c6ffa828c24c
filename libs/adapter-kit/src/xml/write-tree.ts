import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import type { XmlTree } from './xml-tree.js';

/** A tree as a document of one namespace; whoever gets it disposes of it. Escaping is libxml2's. */
export function writeTree(tree: XmlTree, namespace: string): XmlDocument {
  const document = XmlDocument.create();
  try {
    fill(document.createRoot(tree.name, namespace), tree);
    return document;
  } catch (error) {
    document.dispose();
    throw error;
  }
}

function fill(element: XmlElement, { text, children }: XmlTree): void {
  if (text !== '') element.addText(text);
  for (const child of children) fill(element.addElement(child.name), child);
}
