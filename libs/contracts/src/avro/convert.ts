import { isNullable, valueSchema, type AvroSchema, type RecordSchema } from './avro-schema.js';
import { definedTypes } from './inline-types.js';
import { fullName, isReference, type NamedTypes } from './named-types.js';
import { dateText, dayOf, inRange, instantOf, instantText } from './instant.js';

/** One value from its JSON form to what avsc takes, or back. Throws on a value that has no form on the other side. */
export type Convert = (value: unknown) => unknown;

/**
 * `toAvro`: absent fields become null, dates days, moments milliseconds. `fromAvro`: null fields are left out, numbers become text again.
 * avsc's own logical types are not used: inside unions they cost a type search per value (and had defects).
 */
export interface Conversion {
  readonly toAvro: Convert;
  readonly fromAvro: Convert;
}

const SAME: Conversion = { toAvro: (value) => value, fromAvro: (value) => value };

const DATE: Conversion = {
  toAvro: (value) => dayOf(value) ?? unfit('date'),
  fromAvro: (value) => (inRange((value as number) * 86_400_000) ? dateText(value as number) : unfit('date')),
};

const MOMENT: Conversion = {
  toAvro: (value) => instantOf(value) ?? unfit('moment'),
  fromAvro: (value) => (inRange(value as number) ? instantText(value as number) : unfit('moment')),
};

export function compileConversion(schema: RecordSchema): Conversion {
  return conversionOf(schema, undefined, definedTypes(schema), new Map());
}

function conversionOf(
  schema: AvroSchema,
  namespace: string | undefined,
  types: NamedTypes,
  done: Map<string, Conversion>,
): Conversion {
  if (isNullable(schema)) return conversionOf(schema[1], namespace, types, done);
  if (isReference(schema)) {
    const name = fullName(schema, namespace);
    const known = done.get(name);
    if (known !== undefined) return known;
    const type = types.get(name);
    return type === undefined ? SAME : conversionOf(type, name.slice(0, name.lastIndexOf('.')), types, done);
  }
  if (typeof schema === 'string' || schema.type === 'enum') return SAME;
  if (schema.type === 'record') {
    const conversion = recordConversion(schema, namespace, types, done);
    done.set(fullName(schema.name, schema.namespace ?? namespace), conversion);
    return conversion;
  }
  if (schema.type === 'array') return arrayConversion(conversionOf(schema.items, namespace, types, done));
  return schema.logicalType === 'date' ? DATE : schema.logicalType === 'timestamp-millis' ? MOMENT : SAME;
}

function arrayConversion(item: Conversion): Conversion {
  if (item === SAME) return SAME;
  return {
    toAvro: (value) => (value as readonly unknown[]).map(item.toAvro),
    fromAvro: (value) => (value as readonly unknown[]).map(item.fromAvro),
  };
}

function recordConversion(
  schema: RecordSchema,
  namespace: string | undefined,
  types: NamedTypes,
  done: Map<string, Conversion>,
): Conversion {
  const inner = schema.namespace ?? namespace;
  const fields = schema.fields.map((field) => ({
    name: field.name,
    ...conversionOf(valueSchema(field.type), inner, types, done),
  }));
  const known = new Set(fields.map((field) => field.name));
  return {
    toAvro(value) {
      const from = value as Readonly<Record<string, unknown>>;
      const into: Record<string, unknown> = {};
      for (const field of fields) {
        const one = from[field.name];
        into[field.name] = one === undefined || one === null ? null : field.toAvro(one);
      }
      // A field that the schema lacks would be dropped in silence.
      for (const name of Object.keys(from)) if (!known.has(name)) unfit(`record ${schema.name}`);
      return into;
    },
    fromAvro(value) {
      const from = value as Readonly<Record<string, unknown>>;
      const into: Record<string, unknown> = {};
      for (const field of fields) {
        const one = from[field.name];
        if (one !== null && one !== undefined) into[field.name] = field.fromAvro(one);
      }
      return into;
    },
  };
}

function unfit(what: string): never {
  throw new TypeError(`Converting a ${what}: value has no form in the other encoding.`);
}
