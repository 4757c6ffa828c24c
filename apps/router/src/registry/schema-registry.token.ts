/** Nest needs a value to inject an interface by. */
export const SCHEMA_REGISTRY = Symbol('schakel.schema-registry');
