import { isTree, type Leaf, type Tree } from './shape.js';

type Growing = Map<string, Leaf | Growing>;

/** The leaves by their places in the agency's object. Two in one place, or one below another, would be lost when read: a fault. */
export function treeOf(owner: string, leaves: readonly Leaf[], faults: Set<string>): Tree {
  const tree: Growing = new Map();
  for (const leaf of leaves) {
    const { agency } = leaf;
    let at: Growing = tree;
    for (const [n, name] of agency.entries()) {
      const known = at.get(name);
      const isLast = n === agency.length - 1;
      if (known !== undefined && (isLast || !isTree(known))) {
        faults.add(`${owner} has two fields in ${agency.join('/')}`);
        break;
      }
      if (isLast) {
        at.set(name, leaf);
      } else {
        const deeper = known ?? new Map<string, Leaf | Growing>();
        at.set(name, deeper);
        at = deeper;
      }
    }
  }
  return tree;
}
