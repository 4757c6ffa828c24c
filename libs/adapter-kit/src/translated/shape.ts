import type { Json } from '../description/json-document.js';

/** A value that was read, or what an agency must write there. */
export type ReadValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly expected: string };

/** A single value: a code, a date, a text. */
export interface Scalar {
  readonly kind: 'scalar';
  /** @throws on a value that has no word; what comes here has been checked, so that is a fault of the dictionary. */
  write(value: unknown): unknown;
  /** A value of another JSON type than the agency writes is passed on as it is: the contract refuses it in its place. */
  read(word: unknown): ReadValue;
  /** The JSON Schema of the word, from that of the canonical value. */
  describe(schema: Json): Json;
}

/** A member of a canonical object: where it stands there, and where in the agency's object. Longer than one where it is nested or lifted. */
export interface Leaf {
  readonly canonical: readonly string[];
  readonly agency: readonly string[];
  readonly shape: Shape;
}

/** Names of the agency's object → the leaf, or what lies a level deeper. */
export type Tree = ReadonlyMap<string, Leaf | Tree>;

export interface ObjectShape {
  readonly kind: 'object';
  /** Title or definition of the canonical schema. */
  readonly name: string;
  readonly leaves: readonly Leaf[];
  readonly tree: Tree;
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
}

/** How one piece of the canonical content looks in an agency's words. The same shape serves both directions, places and descriptions. */
export type Shape = ObjectShape | ListShape | Scalar;

export function isTree(branch: Leaf | Tree): branch is Tree {
  return branch instanceof Map;
}
