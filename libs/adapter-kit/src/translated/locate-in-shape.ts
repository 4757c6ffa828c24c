import type { Shape } from './shape.js';

/**
 * Names and numbers of a canonical place → those in the agency's document. What has no place of its own (a member that is not known, an object
 * whose members were lifted out of it) is answered with the nearest one above.
 */
export function locateInShape(shape: Shape, canonical: readonly string[]): readonly string[] {
  const [first, ...rest] = canonical;
  if (first === undefined) return [];
  switch (shape.kind) {
    case 'scalar':
      return [];
    case 'list':
      return /^\d+$/.test(first) ? [first, ...locateInShape(shape.item, rest)] : [];
    case 'object': {
      const leaf = shape.leaves.find((one) => one.canonical.every((name, n) => name === canonical[n]));
      return leaf === undefined
        ? []
        : [...leaf.agency, ...locateInShape(leaf.shape, canonical.slice(leaf.canonical.length))];
    }
  }
}
