import { isNullable, type AvroSchema, type FieldSchema, type RecordSchema } from './avro-schema.js';
import { fullName, isReference, type NamedSchema, type NamedTypes } from './named-types.js';

/**
 * A self-contained schema: the first use of a named type carries its definition, later uses its full name, as Avro wants it.
 * Throws on a reference to nothing and on a type that contains itself (a decoder could be made to recurse without end).
 */
export function inlineTypes(schema: RecordSchema, types: NamedTypes): RecordSchema {
  const written = new Set<string>();
  return inlineNamed(schema, undefined, []) as RecordSchema;

  function inline(one: AvroSchema, namespace: string | undefined, above: readonly string[]): AvroSchema {
    if (isNullable(one)) return ['null', inline(one[1], namespace, above)];
    if (isReference(one)) return reference(fullName(one, namespace), above);
    if (typeof one === 'string') return one;
    if (one.type === 'array') return { ...one, items: inline(one.items, namespace, above) };
    return one.type === 'record' || one.type === 'enum' ? inlineNamed(one, namespace, above) : one;
  }

  function reference(name: string, above: readonly string[]): AvroSchema {
    if (above.includes(name)) throw new Error(`Reading Avro schemas: ${name} contains itself.`);
    if (written.has(name)) return name;
    const type = types.get(name);
    if (type === undefined) throw new Error(`Reading Avro schemas: there is no type ${name}.`);
    return inlineNamed(type, undefined, above);
  }

  function inlineNamed(one: NamedSchema, namespace: string | undefined, above: readonly string[]): AvroSchema {
    const name = fullName(one.name, one.namespace ?? namespace);
    written.add(name);
    if (one.type === 'enum') return one;
    const inner = one.namespace ?? namespace;
    const fields = one.fields.map((field): FieldSchema => ({
      ...field,
      type: inline(field.type, inner, [...above, name]),
    }));
    return { ...one, fields };
  }
}

/** Every named type that a self-contained schema defines, by full name: what a walker needs to follow the references. */
export function definedTypes(schema: RecordSchema): NamedTypes {
  const types = new Map<string, NamedSchema>();
  collect(schema, undefined);
  return types;

  function collect(one: AvroSchema, namespace: string | undefined): void {
    if (isNullable(one)) return collect(one[1], namespace);
    if (typeof one === 'string') return;
    if (one.type === 'array') return collect(one.items, namespace);
    if (one.type !== 'record' && one.type !== 'enum') return;
    types.set(fullName(one.name, one.namespace ?? namespace), one);
    if (one.type === 'record') for (const field of one.fields) collect(field.type, one.namespace ?? namespace);
  }
}
