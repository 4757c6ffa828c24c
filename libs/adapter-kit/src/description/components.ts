import type { Json } from './json-document.js';

const DEFINITIONS = '#/$defs/';
/** Where OpenAPI and AsyncAPI both keep schemas. */
const COMPONENTS = '#/components/schemas/';

/**
 * Schemas with `$defs` of their own, as components of one document: what they share stands there once. Two definitions of one name and
 * different content would be a bug of whoever described them.
 *
 * @throws when there are such definitions
 */
export function components(schemas: Readonly<Record<string, Json>>): Json {
  const all: Record<string, Json> = {};
  for (const [name, { $defs = {}, ...schema }] of Object.entries(schemas)) {
    for (const [key, one] of Object.entries({ ...($defs as Readonly<Record<string, Json>>), [name]: schema })) {
      const pointed = pointedAtComponents(one) as Json;
      if (Object.hasOwn(all, key) && JSON.stringify(all[key]) !== JSON.stringify(pointed)) {
        throw new Error(`Describing messages: two definitions of ${key}.`);
      }
      all[key] = pointed;
    }
  }
  return all;
}

export function componentRef(name: string): Json {
  return { $ref: `${COMPONENTS}${name}` };
}

function pointedAtComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointedAtComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith(DEFINITIONS)
        ? COMPONENTS + inner.slice(DEFINITIONS.length)
        : pointedAtComponents(inner),
    ]),
  );
}
