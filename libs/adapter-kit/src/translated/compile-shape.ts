import type { JsonSchema, Words } from '#lib/contracts';
import type { Dialect } from './dialect.js';
import { coded, dated, plain, timed, yesOrNo } from './scalars.js';
import type { Leaf, ObjectShape, Scalar, Shape } from './shape.js';
import { treeOf } from './tree-of.js';

/** What a language says wrong or not at all; every fault of a dialect is told at once. */
export type Faults = Set<string>;

/**
 * The shape of one message in a dialect. What has no word is told in `faults`, and the shape is then of no use; `used` gets every name for which a
 * word was asked, so that a word for nothing is seen to be one.
 */
export function compileShape(dialect: Dialect, schema: JsonSchema, faults: Faults, used: Set<string>): ObjectShape {
  const definitions = schema.$defs ?? {};
  const scalars = {
    date: dated(dialect.dates),
    moment: timed(dialect.times),
    boolean: dialect.booleans === null ? plain : yesOrNo(dialect.booleans),
  };
  return objectShape(schema.title ?? '', schema);

  function objectShape(owner: string, { properties = {} }: JsonSchema): ObjectShape {
    const leaves = Object.entries(properties).flatMap(([name, property]) => leavesOf(owner, name, property));
    return { kind: 'object', name: owner, leaves, tree: treeOf(owner, leaves, faults) };
  }

  function leavesOf(owner: string, name: string, property: JsonSchema): readonly Leaf[] {
    const shape = shapeOf(name, property);
    used.add(name).add(`${owner}.${name}`);
    const prefix = dialect.lifted[name];
    if (prefix === undefined || shape.kind !== 'object') {
      return [{ canonical: [name], agency: placeOf(owner, name), shape }];
    }
    return shape.leaves.map(({ canonical, agency: [first = '', ...deeper], shape: inner }) => ({
      canonical: [name, ...canonical],
      agency: [`${prefix}${first}`, ...deeper],
      shape: inner,
    }));
  }

  function placeOf(owner: string, name: string): readonly string[] {
    const word = dialect.places[`${owner}.${name}`] ?? dialect.words.fields[name];
    if (word === undefined) faults.add(`no word for the field ${name}`);
    return (word ?? name).split('/');
  }

  function shapeOf(name: string, property: JsonSchema): Shape {
    if (property.type === 'array') return { kind: 'list', item: shapeOf(name, property.items ?? {}) };
    const type = property.$ref?.replace('#/$defs/', '');
    if (type !== undefined) {
      const definition = definitions[type] ?? {};
      return definition.type === 'object' ? objectShape(type, definition) : scalarOf(type, definition);
    }
    return scalarOf(name, property);
  }

  function scalarOf(list: string, { type, format, enum: codes }: JsonSchema): Scalar {
    if (codes !== undefined) return codeList(list, codes);
    if (type === 'boolean') return scalars.boolean;
    if (format === 'date-time') return scalars.moment;
    return format === 'date' || format === 'partial-date' ? scalars.date : plain;
  }

  function codeList(list: string, codes: readonly string[]): Scalar {
    const words: Words = dialect.words.codes[list] ?? {};
    used.add(`codes of ${list}`);
    for (const code of codes) if (words[code] === undefined) faults.add(`no word for the code ${code} of ${list}`);
    const written = Object.values(words);
    for (const word of new Set(written.filter((one, n) => written.indexOf(one) !== n))) {
      faults.add(`two codes of ${list} are written ${word}`);
    }
    return coded(new Map(Object.entries(words)));
  }
}
