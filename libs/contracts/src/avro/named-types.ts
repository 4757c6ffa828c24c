import { isNullable, type AvroSchema, type EnumSchema, type RecordSchema } from './avro-schema.js';

export type NamedSchema = RecordSchema | EnumSchema;

/** Full name → schema as it was defined. */
export type NamedTypes = ReadonlyMap<string, NamedSchema>;

/** `Name` in a namespace, or a name that already has one. */
export function fullName(name: string, namespace: string | undefined): string {
  return name.includes('.') || namespace === undefined ? name : `${namespace}.${name}`;
}

/** Visits a schema and everything in it, outermost first; references are visited as their names. */
export function visit(schema: AvroSchema, namespace: string | undefined, see: Visitor): void {
  if (isNullable(schema)) return visit(schema[1], namespace, see);
  see(schema, namespace);
  if (typeof schema === 'string') return;
  if (schema.type === 'array') return visit(schema.items, namespace, see);
  if (schema.type !== 'record') return;
  const inner = schema.namespace ?? namespace;
  for (const field of schema.fields) visit(field.type, inner, see);
}

export type Visitor = (schema: Exclude<AvroSchema, readonly unknown[]>, namespace: string | undefined) => void;

const PRIMITIVES: ReadonlySet<string> = new Set(['null', 'boolean', 'int', 'long', 'string']);

export function isReference(schema: unknown): schema is string {
  return typeof schema === 'string' && !PRIMITIVES.has(schema);
}

/** Named types that a schema file refers to without defining them, in order of first use. */
export function referencesOf(schema: RecordSchema): readonly string[] {
  const defined = new Set<string>();
  const used = new Set<string>();
  visit(schema, undefined, (one, namespace) => {
    if (isReference(one)) used.add(fullName(one, namespace));
    else if (typeof one !== 'string' && (one.type === 'record' || one.type === 'enum')) {
      defined.add(fullName(one.name, one.namespace ?? namespace));
    }
  });
  return [...used].filter((name) => !defined.has(name));
}
