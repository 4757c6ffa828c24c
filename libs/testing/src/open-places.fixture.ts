type Json = Readonly<Record<string, unknown>>;

/** What says nothing about a value. */
const WORDS: ReadonlySet<string> = new Set(['description', 'title', 'default', 'examples', 'example']);

/** Places in an OpenAPI document's schemas, by pointer, that would let any value, any object or any list through. */
export function openPlaces(document: object): readonly string[] {
  const { paths = {}, components = {} } = document as { readonly paths?: Json; readonly components?: Json };
  const found: string[] = [];
  const look = (schema: unknown, at: string): void => {
    if (accepts(schema)) found.push(at);
    if (typeof schema !== 'object' || schema === null) return;
    const {
      properties = {},
      items,
      additionalProperties: others,
      anyOf = [],
      oneOf = [],
      allOf = [],
    } = schema as Parts;
    for (const [name, part] of Object.entries(properties)) look(part, `${at}/${name}`);
    if (items !== undefined) look(items, `${at}[]`);
    if (typeof others === 'object') look(others, `${at}/*`);
    [...anyOf, ...oneOf, ...allOf].forEach((part) => look(part, at));
  };
  const search = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      if (name === 'schema' || name === 'x-event-data') look(part, `${at}/${name}`);
      else search(part, `${at}/${name}`);
    }
  };
  search(paths, '');
  search({ ...components, schemas: {} }, '/components');
  for (const [name, schema] of Object.entries((components as { schemas?: Json }).schemas ?? {})) look(schema, name);
  return [...new Set(found)];
}

interface Parts {
  readonly properties?: Json;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly allOf?: readonly unknown[];
}

function accepts(schema: unknown): boolean {
  if (schema === true) return true;
  if (typeof schema !== 'object' || schema === null) return false;
  const { type, properties, additionalProperties, items } = schema as Parts & { readonly type?: unknown };
  const types = [type].flat();
  if (types.includes('object') && properties === undefined && typeof additionalProperties !== 'object') return true;
  if (types.includes('array') && items === undefined) return true;
  return Object.keys(schema).every((name) => WORDS.has(name));
}
