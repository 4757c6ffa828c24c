import type { ContractCode, Contracts } from '#lib/contracts';
import type { Json } from './json-document.js';

const DEFINITIONS = '#/$defs/';
/** Where OpenAPI and AsyncAPI both keep schemas. */
const COMPONENTS = '#/components/schemas/';

/**
 * The JSON Schemas of these messages' contents as components of a document: what they share stands there once. Keys of the contents are the
 * messages' names. Two definitions of one name and different content would be a bug of the schemas.
 *
 * @throws when there are such definitions
 */
export function contentSchemas(contracts: Contracts, codes: readonly ContractCode[]): Json {
  const schemas: Record<string, unknown> = {};
  for (const code of codes) {
    const contract = contracts.message(code);
    if (contract?.jsonSchema == null) continue;
    const { $defs = {}, $schema: _dialect, $id: _id, ...content } = contract.jsonSchema as Json & { $defs?: Json };
    for (const [name, schema] of Object.entries({ ...$defs, [contract.name]: content })) {
      const pointed = pointedAtComponents(schema);
      if (Object.hasOwn(schemas, name) && JSON.stringify(schemas[name]) !== JSON.stringify(pointed)) {
        throw new Error(`Describing messages: two definitions of ${name}.`);
      }
      schemas[name] = pointed;
    }
  }
  return schemas;
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
