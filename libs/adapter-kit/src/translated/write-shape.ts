import type { Leaf, ObjectShape, Shape } from './shape.js';

type Members = Record<string, unknown>;

/**
 * Canonical value → the agency's words.
 *
 * @throws on anything that has no word or place: nothing is left out silently
 */
export function writeShape(shape: Shape, value: unknown): unknown {
  if (value === null) return null;
  switch (shape.kind) {
    case 'scalar':
      return shape.write(value);
    case 'list':
      if (!Array.isArray(value)) throw new Error('Writing a list: it is none.');
      return value.map((item) => writeShape(shape.item, item));
    case 'object':
      return writeObject(shape, value);
  }
}

function writeObject({ name, leaves }: ObjectShape, value: unknown): Members {
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`Writing ${name}: no object.`);
  const given = value as Readonly<Members>;
  const written: Members = {};
  let found = 0;
  for (const leaf of leaves) {
    const member = memberOf(given, leaf);
    if (member === undefined) continue;
    found += 1;
    put(written, leaf.agency, writeShape(leaf.shape, member));
  }
  const lifted = new Set(leaves.filter(({ canonical }) => canonical.length > 1).map(({ canonical }) => canonical[0]));
  if (found !== membersIn(given, lifted)) throw new Error(`Writing ${name}: a member has no place.`);
  return written;
}

function memberOf(given: Readonly<Members>, { canonical }: Leaf): unknown {
  return canonical.reduce<unknown>((at, name) => (at as Members | null | undefined)?.[name], given);
}

/** As many as must be found: a lifted object counts by its own members. */
function membersIn(given: Readonly<Members>, lifted: ReadonlySet<string | undefined>): number {
  return Object.entries(given).reduce((sum, [name, member]) => {
    if (member === undefined) return sum;
    return sum + (lifted.has(name) ? membersIn(member as Members, new Set()) : 1);
  }, 0);
}

function put(into: Members, path: readonly string[], value: unknown): void {
  const last = path.length - 1;
  const owner = path.slice(0, last).reduce((at, name) => (at[name] ??= {}) as Members, into);
  owner[path[last]!] = value;
}
