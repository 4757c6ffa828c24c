import type { ContentError } from '../inbound/content-error.js';
import { isTree, type Shape, type Tree } from './shape.js';

type Members = Record<string, unknown>;

/**
 * The agency's words → canonical value. What can't be translated is left out and told in `errors`, with its place in the agency's document; what
 * has another form than expected (a text where an object should be) is passed on as it is, for the contract to refuse in the same place.
 */
export function readShape(shape: Shape, given: unknown, pointer: string, errors: ContentError[]): unknown {
  if (given === null) return null;
  switch (shape.kind) {
    case 'scalar': {
      const read = shape.read(given);
      if (read.ok) return read.value;
      errors.push({ pointer, code: read.code, message: read.expected });
      return undefined;
    }
    case 'list':
      if (!Array.isArray(given)) return given;
      // `null` keeps the place of an item that could not be read, so that later ones are not told of under a wrong number.
      return given.map((item, n) => readShape(shape.item, item, `${pointer}/${n}`, errors) ?? null);
    case 'object': {
      if (!isObject(given)) return given;
      const value: Members = {};
      readTree(shape.tree, given, pointer, value, errors);
      return value;
    }
  }
}

function readTree(tree: Tree, given: Readonly<Members>, pointer: string, into: Members, errors: ContentError[]): void {
  // Counted and not named: the names are the sender's own text and could hold anything.
  const unknown = Object.keys(given).filter((name) => !tree.has(name)).length;
  if (unknown > 0) {
    errors.push({ pointer, code: 'unknown-field', message: `has ${unknown} member(s) that do not belong there` });
  }
  for (const [name, branch] of tree) {
    const member = Object.hasOwn(given, name) ? given[name] : undefined;
    if (member === undefined || (isTree(branch) && member === null)) continue;
    const place = `${pointer}/${name}`;
    if (!isTree(branch)) {
      const value = readShape(branch.shape, member, place, errors);
      if (value !== undefined) put(into, branch.canonical, value);
    } else if (isObject(member)) {
      readTree(branch, member, place, into, errors);
    } else {
      errors.push({ pointer: place, code: 'type', message: 'must be an object' });
    }
  }
}

function isObject(value: unknown): value is Readonly<Members> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function put(into: Members, path: readonly string[], value: unknown): void {
  const last = path.length - 1;
  const owner = path.slice(0, last).reduce((at, name) => (at[name] ??= {}) as Members, into);
  owner[path[last]!] = value;
}
