import type { Json } from './json-document.js';

/** Short words for the schemas of answers. */
export const text: Json = { type: 'string' };
export const textOrNull: Json = { type: ['string', 'null'] };
export const number: Json = { type: 'integer' };
export const numberOrNull: Json = { type: ['integer', 'null'] };
export const flag: Json = { type: 'boolean' };
export const time: Json = { type: 'string', format: 'date-time' };
export const timeOrNull: Json = { type: ['string', 'null'], format: 'date-time' };
export const counts: Json = { type: 'object', additionalProperties: number };
/** Of a list that comes as one page. */
export const nothing: Json = { type: 'null' };

export const listOf = (items: Json): Json => ({ type: 'array', items });
export const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
export const oneOf = (words: readonly string[]): Json => ({ type: 'string', enum: [...words] });

/** All of these are there, and those of `perhaps` now and then. */
export function object(properties: Readonly<Record<string, Json>>, perhaps: Readonly<Record<string, Json>> = {}): Json {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties, ...perhaps } };
}

/** Names that the hub gives, each with such a value. */
export function byName(value: Json): Json {
  return { type: 'object', additionalProperties: value };
}

/** Any of these may be there, and nothing else. */
export function someOf(properties: Readonly<Record<string, Json>>, required: readonly string[] = []): Json {
  return { type: 'object', additionalProperties: false, ...(required.length > 0 ? { required } : {}), properties };
}
