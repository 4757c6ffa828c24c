/** What the generator knows of a value: one shape gives the Avro type, the JSON Schema and the TypeScript type. */
export type Shape =
  | { readonly kind: 'scalar'; readonly name: string }
  | { readonly kind: 'list'; readonly name: string }
  | { readonly kind: 'enum'; readonly symbols: readonly string[] }
  | { readonly kind: 'true' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'record'; readonly name: string }
  | { readonly kind: 'array'; readonly items: Shape; readonly max: number };

export interface FieldModel {
  readonly name: string;
  readonly doc: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly class: string | null;
  readonly flags: readonly string[];
  /** First revision that has the field; released revisions never change. */
  readonly since: number;
}

export interface RecordModel {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FieldModel[];
}

export interface MessageModel extends RecordModel {
  readonly code: string;
  readonly slug: string;
  /** Hub records have no door, so no JSON Schema. */
  readonly door: boolean;
}

export const scalar = (name: string): Shape => ({ kind: 'scalar', name });
export const list = (name: string): Shape => ({ kind: 'list', name });
export const record = (name: string): Shape => ({ kind: 'record', name });
export const oneOf = (...symbols: string[]): Shape => ({ kind: 'enum', symbols });
export const array = (items: Shape, max = 50): Shape => ({ kind: 'array', items, max });
export const integer = (min: number, max: number): Shape => ({ kind: 'integer', min, max });
export const BOOLEAN: Shape = { kind: 'boolean' };

/** A field of a common type or hub record; a name ending in `?` may be absent. */
export function field(name: string, shape: Shape, doc: string): FieldModel {
  const required = !name.endsWith('?');
  return { name: required ? name : name.slice(0, -1), doc, shape, required, class: null, flags: [], since: 1 };
}
