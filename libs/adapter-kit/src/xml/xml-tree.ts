/** An element without attributes: it has either elements or text. Names are local; the namespace is the document's one. */
export interface XmlTree {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlTree[];
}

export function leaf(name: string, text: string): XmlTree {
  return { name, text, children: [] };
}

export function branch(name: string, children: readonly XmlTree[]): XmlTree {
  return { name, text: '', children };
}
