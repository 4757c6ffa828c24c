import type { CodeLists } from '../model/code-lists.js';
import { SCALARS } from '../model/scalars.js';
import type { FieldModel, MessageModel, RecordModel, Shape } from '../model/shape.js';

type Json = Record<string, unknown>;

/** JSON Schema 2020-12 of a message at the HTTP edge: self-contained, nothing unknown, a limit on every length and count. */
export function jsonSchema(message: MessageModel, types: ReadonlyMap<string, RecordModel>, lists: CodeLists): unknown {
  const definitions = new Map<string, Json>();
  const body = objectOf(message, definitions, types, lists);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:nld:schakel:json:canonical:${message.slug}:v1`,
    title: message.name,
    description: message.doc,
    ...body,
    $defs: Object.fromEntries([...definitions].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function objectOf(
  model: RecordModel,
  definitions: Map<string, Json>,
  types: ReadonlyMap<string, RecordModel>,
  lists: CodeLists,
): Json {
  const properties = Object.fromEntries(
    model.fields.map((field) => [field.name, { ...shapeJson(field.shape), ...remarks(field) }]),
  );
  for (const field of model.fields) define(field.shape);
  return {
    type: 'object',
    additionalProperties: false,
    required: model.fields.filter((field) => field.required).map((field) => field.name),
    properties,
  };

  function define(shape: Shape): void {
    if (shape.kind === 'array') return define(shape.items);
    if (!('name' in shape) || definitions.has(shape.name)) return;
    if (shape.kind === 'scalar') definitions.set(shape.name, scalarJson(shape.name));
    if (shape.kind === 'list') definitions.set(shape.name, { type: 'string', enum: lists.codes(shape.name) });
    if (shape.kind === 'record') {
      const type = types.get(shape.name);
      if (type === undefined) throw new Error(`Writing JSON Schemas: there is no common type ${shape.name}.`);
      definitions.set(shape.name, {});
      definitions.set(shape.name, { description: type.doc, ...objectOf(type, definitions, types, lists) });
    }
  }
}

function scalarJson(name: string): Json {
  const scalar = SCALARS[name];
  if (scalar === undefined) throw new Error(`Writing JSON Schemas: there is no scalar ${name}.`);
  return { description: scalar.doc, ...scalar.json };
}

function shapeJson(shape: Shape): Json {
  switch (shape.kind) {
    case 'scalar':
    case 'list':
    case 'record':
      return { $ref: `#/$defs/${shape.name}` };
    case 'enum':
      return { type: 'string', enum: shape.symbols };
    case 'true':
      return { type: 'boolean', const: true };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: shape.min, maximum: shape.max };
    case 'array':
      return { type: 'array', maxItems: shape.max, items: shapeJson(shape.items) };
  }
}

function remarks(field: FieldModel): Json {
  if (field.class === null) return { description: field.doc };
  return { description: field.doc, 'x-class': field.class, 'x-flags': field.flags };
}
