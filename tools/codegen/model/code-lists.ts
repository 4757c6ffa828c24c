/** `schemas/reference/code-lists.json`: the published code lists with their version. */
export interface CodeListsFile {
  readonly version: string;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

export interface CodeLists {
  codes(name: string): readonly string[];
}

export function codeLists(file: CodeListsFile): CodeLists {
  return {
    codes(name) {
      const codes = file.lists[name];
      if (codes === undefined) throw new Error(`Reading code-lists.json: there is no list ${name}.`);
      return codes;
    },
  };
}
