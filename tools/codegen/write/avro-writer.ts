import { SCALARS } from '../model/scalars.js';
import type { FieldModel, MessageModel, RecordModel, Shape } from '../model/shape.js';
import { NAMESPACE, TYPES_NAMESPACE, capital } from './names.js';

const AVRO_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The Avro schema of one revision of a message. Named types stay references by full name. */
export function avroMessage(message: MessageModel, revision: number): unknown {
  return {
    type: 'record',
    name: message.name,
    namespace: NAMESPACE,
    doc: message.doc,
    code: message.code,
    fields: message.fields.filter((field) => field.since <= revision).map((field) => avroField(message, field)),
  };
}

export function avroType(model: RecordModel): unknown {
  return {
    type: 'record',
    name: model.name,
    namespace: TYPES_NAMESPACE,
    doc: model.doc,
    fields: model.fields.map((field) => avroField(model, field)),
  };
}

function avroField(owner: RecordModel, field: FieldModel): unknown {
  const type = avroOf(owner.name, field.name, field.shape);
  return {
    name: field.name,
    // The null branch first: older implementations take a default from the first branch only.
    type: field.required ? type : ['null', type],
    doc: field.doc,
    ...(field.required ? {} : { default: null }),
    ...(field.class === null ? {} : { class: field.class, flags: field.flags }),
  };
}

function avroOf(owner: string, name: string, shape: Shape): unknown {
  switch (shape.kind) {
    case 'scalar':
      return SCALARS[shape.name]?.avro;
    case 'list':
      return 'string';
    case 'true':
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'int';
    case 'record':
      return `${TYPES_NAMESPACE}.${shape.name}`;
    case 'array':
      return { type: 'array', items: avroOf(owner, name, shape.items) };
    case 'enum':
      // Symbols such as `2` are no Avro names; there the JSON Schema alone holds the list.
      return shape.symbols.every((symbol) => AVRO_NAME.test(symbol))
        ? { type: 'enum', name: `${owner}${capital(name)}`, symbols: shape.symbols }
        : 'string';
  }
}
