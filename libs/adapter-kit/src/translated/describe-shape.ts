import type { Json } from '../description/json-document.js';
import { isTree, type Leaf, type ObjectShape, type Shape, type Tree } from './shape.js';

const DEFINITIONS = '#/$defs/';

/** What describing needs besides schema and shape. */
export interface Naming {
  /** Name of a definition in the agency's language. */
  readonly typeName: (canonical: string) => string;
  /** The canonical definitions. */
  readonly definitions: Readonly<Record<string, Json>>;
  /** Filled on the way: the definitions that are used, in the agency's words. */
  readonly used: Record<string, Json>;
}

/**
 * The JSON Schema of the agency's words, from that of the canonical value: the same limits, other names, codes and forms. Canonical descriptions
 * stay only where they are in the agency's language.
 */
export function describeShape(shape: Shape, schema: Json, naming: Naming, keepTexts: boolean): Json {
  const reference = schema.$ref;
  if (typeof reference === 'string') {
    const name = reference.replace(DEFINITIONS, '');
    const word = naming.typeName(name);
    if (naming.used[word] === undefined) {
      naming.used[word] = {};
      naming.used[word] = describeShape(shape, naming.definitions[name] ?? {}, naming, keepTexts);
    }
    return { ...ownTexts(schema, keepTexts), $ref: `${DEFINITIONS}${word}` };
  }
  const { description: _text, ...bare } = schema;
  const own = { ...ownTexts(schema, keepTexts), ...bare };
  switch (shape.kind) {
    case 'scalar':
      return shape.describe(own);
    case 'list':
      return { ...own, items: describeShape(shape.item, (schema.items ?? {}) as Json, naming, keepTexts) };
    case 'object':
      return { ...own, ...describeMembers(shape, schema, naming, keepTexts) };
  }
}

function describeMembers(shape: ObjectShape, schema: Json, naming: Naming, keepTexts: boolean): Json {
  return branch(shape.tree);

  function branch(tree: Tree): Json {
    const properties: Record<string, Json> = {};
    const required: string[] = [];
    for (const [name, one] of tree) {
      const described = isTree(one) ? group(one) : leaf(one);
      if (described === null) continue;
      properties[name] = described;
      if (leavesIn(one).some(isRequired)) required.push(name);
    }
    return { type: 'object', additionalProperties: false, required, properties };
  }

  function group(tree: Tree): Json | null {
    const described = branch(tree);
    return Object.keys(described.properties as Json).length === 0 ? null : described;
  }

  function leaf({ canonical, shape: inner }: Leaf): Json | null {
    const property = propertyAt(canonical);
    return property === null ? null : describeShape(inner, property, naming, keepTexts);
  }

  function propertyAt(path: readonly string[]): Json | null {
    return path.reduce<Json | null>((at, name) => {
      const properties =
        at === null ? undefined : (resolved(at).properties as Readonly<Record<string, Json>> | undefined);
      return properties?.[name] ?? null;
    }, schema);
  }

  function isRequired({ canonical }: Leaf): boolean {
    return canonical.every((name, n) => {
      const owner = n === 0 ? schema : propertyAt(canonical.slice(0, n));
      return owner !== null && ((resolved(owner).required ?? []) as readonly string[]).includes(name);
    });
  }

  function resolved(given: Json): Json {
    return typeof given.$ref === 'string' ? (naming.definitions[given.$ref.replace(DEFINITIONS, '')] ?? {}) : given;
  }
}

function leavesIn(branch: Leaf | Tree): readonly Leaf[] {
  return isTree(branch) ? [...branch.values()].flatMap(leavesIn) : [branch];
}

/** Canonical texts are English, and say codes and names that are not the agency's: of each, what stands before the first colon. */
function ownTexts({ description }: Json, keepTexts: boolean): Json {
  return keepTexts && typeof description === 'string' ? { description: description.split(':', 1)[0] } : {};
}
